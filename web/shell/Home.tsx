import { Navigate } from 'react-router';
import { homes } from '../navigation.ts';
import { useSession } from '../ui/session.ts';

/** `/`: everybody's own first page. */
export function Home() {
  return <Navigate to={homes[useSession().role]} replace />;
}
