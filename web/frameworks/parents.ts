import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import * as t from '../strings/catalogue.ts';

type Head = Pick<FrameworkVersion, 'id' | 'frameworkId' | 'frameworkName' | 'number' | 'status'>;

/** Where a page about a version hangs: the frameworks, its framework, and, for what is under it, the version itself. */
export function frameworkParents(version: Head | undefined, under = false): { label: string; to: string }[] {
  const root = { label: t.frameworks.title, to: '/frameworks' };
  if (!version) return [root];
  const draft = version.status === 'draft';
  const own = draft
    ? { label: t.frameworks.draftOfVersion(version.number), to: `/frameworks/drafts/${version.id}` }
    : { label: t.frameworks.version(version.number), to: `/frameworks/versions/${version.id}` };
  // a framework of which nothing is published has no page of its own yet
  const framework = draft && version.number === 1 ? [] : [{ label: version.frameworkName, to: `/frameworks/${version.frameworkId}` }];
  return [root, ...framework, ...(under ? [own] : [])];
}
