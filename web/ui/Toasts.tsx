import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

/** Where toasts are shown: above the bottom bar on a phone, so that neither covers the other. */
export default function Toasts() {
  return <Notifications position="bottom-center" limit={4} />;
}
