import { List, Text } from '@mantine/core';

/** Rules as sentences, in their order. */
export function Sentences({ rules }: { rules: readonly { id: string; sentence: string }[] }) {
  return (
    <List type="ordered" spacing="xs">
      {rules.map(({ id, sentence }) => (
        <List.Item key={id}>
          <Text span inherit>
            {sentence}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
