interface Said {
  id: string;
  sentence: string;
}

export interface RuleChanges {
  added: Said[];
  removed: Said[];
  changed: { id: string; before: string; after: string }[];
}

/** What became of the rules from one version to the next. A rule keeps its id, so that a reworded one is known again. */
export function compareRules(before: readonly Said[], after: readonly Said[]): RuleChanges {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const now = new Set(after.map((rule) => rule.id));
  return {
    added: after.filter((rule) => !old.has(rule.id)),
    removed: before.filter((rule) => !now.has(rule.id)),
    changed: after.flatMap((rule) => {
      const former = old.get(rule.id);
      return former === undefined || former.sentence === rule.sentence
        ? []
        : [{ id: rule.id, before: former.sentence, after: rule.sentence }];
    }),
  };
}
