import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';

interface PersonNameProps {
  /** A student's parts, or a whole name. */
  person: { givenName: string; familyName: string; preferredName?: string | null } | { name: string };
  /** Where the name leads. */
  to?: string;
  /** Family name first, for lists in that order. */
  familyFirst?: boolean;
}

/** The name a student is called by: the preferred one where there is one. */
export function nameOf(person: PersonNameProps['person'], familyFirst = false): string {
  if ('name' in person) return person.name;
  const given = person.preferredName || person.givenName;
  return familyFirst ? `${person.familyName}, ${given}` : `${given} ${person.familyName}`;
}

export function PersonName({ person, to, familyFirst }: PersonNameProps) {
  const name = nameOf(person, familyFirst);
  if (to === undefined) {
    return (
      <Text span inherit>
        {name}
      </Text>
    );
  }
  return (
    <Anchor component={Link} to={to} inherit fw={600}>
      {name}
    </Anchor>
  );
}
