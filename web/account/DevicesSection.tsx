import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { endDevice, endOtherDevices, listDevices, thisDevice } from '../sign-in/accounts.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './account.module.css';
import { deviceName } from './deviceName.ts';

const words = t.account.devices;
export const devicesKey = ['devices'] as const;

/** The sessions of this person, and their end. */
export function DevicesSection() {
  const queries = useQueryClient();
  const devices = useQuery({
    queryKey: devicesKey,
    queryFn: async () => {
      const [all, here] = await Promise.all([listDevices(), thisDevice()]);
      return all
        .map((device) => ({ ...device, here: device.token === here }))
        .sort((a, b) => Number(b.here) - Number(a.here) || b.createdAt.localeCompare(a.createdAt));
    },
  });
  const end = async (work: Promise<unknown>, done: string) => {
    try {
      await work;
      toast.done(done);
      await queries.invalidateQueries({ queryKey: devicesKey });
    } catch (error) {
      toast.problem(error);
    }
  };
  return (
    <Section title={words.title} lead={words.lead}>
      <Reading query={devices}>
        {(all) => (
          <Stack align="flex-start">
            <ul className={classes.list}>
              {all.map((device) => (
                <li key={device.id} className={classes.row}>
                  <div className={classes.grow}>
                    <Group gap="xs">
                      <Text span fw={600}>
                        {deviceName(device.userAgent)}
                      </Text>
                      {device.here && <Badge>{words.this}</Badge>}
                    </Group>
                    <Text size="sm" c="dimmed">
                      {words.since(formatDateTime(device.createdAt), device.ipAddress || null)}
                    </Text>
                  </div>
                  {!device.here && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={words.endLabel(deviceName(device.userAgent))}
                      onClick={() => void end(endDevice(device.token), words.ended)}
                    >
                      {words.end}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {all.length > 2 && (
              <Button variant="default" onClick={() => void end(endOtherDevices(), words.othersEnded)}>
                {words.endOthers}
              </Button>
            )}
          </Stack>
        )}
      </Reading>
    </Section>
  );
}
