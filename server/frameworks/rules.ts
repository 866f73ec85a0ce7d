import type { Framework } from '@waymark/contract/framework-content.ts';

/** Why a version cannot be retired: it is the last one in use, and running programmes need one. Undefined when it can. */
export function whyVersionMustStay(framework: Framework, versionId: string): { title: string; detail: string } | undefined {
  const inUse = framework.versions.filter((version) => version.status === 'published');
  if (framework.programmes.length === 0 || inUse.length !== 1 || inUse[0]?.id !== versionId) return undefined;
  const names = new Intl.ListFormat('en-GB').format(framework.programmes);
  return {
    title: `Version ${inUse[0].number} is the only version in use, and ${names} ${framework.programmes.length === 1 ? 'uses' : 'use'} this framework.`,
    detail: 'Publish another version first, or archive the programme.',
  };
}

/** A file name that says what is in it: `reading-mentors-v2.yaml`. */
export function frameworkFileName(frameworkName: string, number: number, draft: boolean, format: 'yaml' | 'json'): string {
  const name = frameworkName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name || 'framework'}-v${number}${draft ? '-draft' : ''}.${format}`;
}
