import type { DraftStart, OutcomeType } from '@waymark/contract/framework-content.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { frameworkVersion } from './current.ts';
import { defaultFramework } from './default.ts';
import { draftContentOf, draftCopyOf } from './draft-content.ts';
import { insertDraft, replaceContent } from './draft-queries.ts';
import { readFrameworkFile } from './file.ts';
import type { FrameworkText } from './text.ts';

interface DraftContent {
  levels: number;
  outcomeTypes: OutcomeType[];
}

/** Reads a framework file, or refuses it with everything that is wrong with it. */
export function requireFrameworkFile(text: string): FrameworkText {
  const file = readFrameworkFile(text);
  if (file.framework) return file.framework;
  const count = file.problems.length;
  throw invalid(
    count === 1 ? 'There is one problem in this file.' : `There are ${count} problems in this file.`,
    file.problems.map(({ line, path, value, message }) => ({
      field: [line === undefined ? '' : `line ${line}`, path].filter((part) => part !== '').join(', '),
      value,
      message,
    })),
  );
}

/** What a new draft begins with. */
async function contentToStartWith(tx: Tx, orgId: string, start: DraftStart): Promise<DraftContent> {
  switch (start.kind) {
    case 'blank':
      return { levels: start.levels, outcomeTypes: [] };
    case 'default': {
      const { levels, outcomeTypes } = defaultFramework();
      return { levels, outcomeTypes: draftContentOf(outcomeTypes) };
    }
    case 'file': {
      const { levels, outcomeTypes } = requireFrameworkFile(start.text);
      return { levels, outcomeTypes: draftContentOf(outcomeTypes) };
    }
    case 'version': {
      const version = await frameworkVersion(tx, orgId, start.versionId);
      if (!version) throw notFound('framework version');
      return { levels: version.levels, outcomeTypes: draftCopyOf(version.outcomeTypes) };
    }
  }
}

/** Makes a draft of a framework. False when the framework already has one, or the id is taken. */
export async function startDraft(tx: Tx, actor: Actor, draft: { id: string; frameworkId: string; start: DraftStart }): Promise<boolean> {
  const content = await contentToStartWith(tx, actor.orgId, draft.start);
  if (!(await insertDraft(tx, actor, { id: draft.id, frameworkId: draft.frameworkId, levels: content.levels }))) return false;
  await replaceContent(tx, actor, draft.id, content.outcomeTypes);
  return true;
}
