import { refuse, type Answer } from './answer.ts';

/** A student scored by a mentor, in any number of assessments. */
export interface Link {
  student: string;
  mentor: string;
}

export interface Component {
  mentors: string[];
  students: number;
}

export interface ConnectednessDetail {
  /** Mentors who can be compared with each other, the largest group first (by mentors, then students). */
  components: Component[];
  /** One way to join all: for each group but the first, a mentor of the first and one of it who would score a student together. */
  joins: { mentors: readonly [string, string]; students: readonly [string, string] }[];
  /** Students scored by more than one mentor: what holds the groups together. */
  linking: number;
  /** Students on whom alone the comparison hangs: without any one of them a group would fall apart. */
  alone: string[];
}

/**
 * Can mentors be compared with each other at all? Severity is told apart from ability only between mentors who are linked by
 * students they both scored, directly or through others. The estimate is the number of groups that are not linked: 1 is connected.
 * `detail.joins` names one student of each side whom the other's mentor could score too; shared vignettes join everybody at once.
 *
 * @returns refuses where nobody was scored, or all by one mentor
 *
 * Source: Linacre 1989, Many-Facet Rasch Measurement, on connected subsets; union–find: Tarjan 1975; students that hold a group
 * together alone are its articulation points: Tarjan 1972.
 */
export function connectedness(links: readonly Link[]): Answer<ConnectednessDetail> {
  const pairs = unique(links);
  if (pairs.length === 0) return refuse('empty', 'Nobody has been scored.', 'Students scored by mentors.');
  const mentors = new Set(pairs.map(({ mentor }) => mentor));
  if (mentors.size === 1) return refuse('one-rater', 'All scores are of one mentor.', 'Scores by at least two mentors.');
  const groups = together(pairs);
  const components = groups.map(({ mentors: own, students }) => ({ mentors: own, students: students.length }));
  const [first, ...others] = groups;
  const scoredBy = Map.groupBy(pairs, ({ student }) => student);
  return {
    kind: 'estimate',
    estimate: groups.length,
    se: null,
    ci: null,
    level: 0.95,
    df: null,
    n: scoredBy.size,
    clusters: null,
    method: 'Groups of mentors linked by students they both scored.',
    warnings: others.length
      ? [
          {
            code: 'disconnected',
            says: `Mentors fall into ${groups.length} groups with no student in common: between these, severity and ability cannot be told apart.`,
          },
        ]
      : [],
    detail: {
      components,
      joins: others.map(({ mentors: own, students }) => ({
        mentors: [first!.mentors[0]!, own[0]!] as const,
        students: [first!.students[0]!, students[0]!] as const,
      })),
      linking: [...scoredBy.values()].filter((by) => by.length > 1).length,
      alone: cutStudents(pairs),
    },
  };
}

const unique = (links: readonly Link[]): Link[] => [
  ...new Map(links.map(({ student, mentor }) => [JSON.stringify([student, mentor]), { student, mentor }])).values(),
];

function together(pairs: readonly Link[]): { mentors: string[]; students: string[] }[] {
  const parent = new Map<string, string>();
  const find = (mentor: string): string => {
    let root = mentor;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    // what was climbed points at the root now
    for (let at = mentor; at !== root;) {
      const up = parent.get(at)!;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  const firstMentor = new Map<string, string>();
  for (const { student, mentor } of pairs) {
    if (!parent.has(mentor)) parent.set(mentor, mentor);
    const earlier = firstMentor.get(student);
    if (earlier === undefined) firstMentor.set(student, mentor);
    else parent.set(find(mentor), find(earlier));
  }
  const mentors = Map.groupBy([...parent.keys()].toSorted(), find);
  const students = Map.groupBy([...firstMentor.keys()].toSorted(), (student) => find(firstMentor.get(student)!));
  return [...mentors]
    .map(([root, own]) => ({ mentors: own, students: students.get(root) ?? [] }))
    .toSorted(
      (a, b) => b.mentors.length - a.mentors.length || b.students.length - a.students.length || a.mentors[0]!.localeCompare(b.mentors[0]!),
    );
}

/** Students without whom mentors would fall apart: articulation points of the graph of students and mentors. */
function cutStudents(pairs: readonly Link[]): string[] {
  const neighbours = new Map<string, string[]>();
  const join = (from: string, to: string) => void (neighbours.get(from)?.push(to) ?? neighbours.set(from, [to]));
  for (const { student, mentor } of pairs) {
    join(`s${student}`, `m${mentor}`);
    join(`m${mentor}`, `s${student}`);
  }
  const found = new Map<string, number>();
  const lowest = new Map<string, number>();
  const cut = new Set<string>();
  // depth first with a list of its own: a chain of mentors may be longer than the stack is deep
  for (const root of neighbours.keys()) {
    if (!root.startsWith('m') || found.has(root)) continue;
    const path: { node: string; from: string | null; next: number }[] = [];
    const enter = (node: string, from: string | null) => {
      found.set(node, found.size);
      lowest.set(node, found.get(node)!);
      path.push({ node, from, next: 0 });
    };
    enter(root, null);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node, from } = top;
      const to = neighbours.get(node)![top.next++];
      if (to === undefined) {
        path.pop();
        if (from === null) continue;
        lowest.set(from, Math.min(lowest.get(from)!, lowest.get(node)!));
        // `from` is a student below a mentor, and nothing under `node` reaches round it
        if (from.startsWith('s') && lowest.get(node)! >= found.get(from)!) cut.add(from.slice(1));
      } else if (!found.has(to)) enter(to, node);
      else if (to !== from) lowest.set(node, Math.min(lowest.get(node)!, found.get(to)!));
    }
  }
  return [...cut].toSorted();
}
