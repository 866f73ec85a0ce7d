import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { writeFrameworkFile } from './file-write.ts';
import { frameworkFileName } from './rules.ts';

/** A version as a file to download. */
export function fileOf(version: FrameworkVersion, format: 'yaml' | 'json'): { fileName: string; content: string } {
  const text = {
    name: version.frameworkName,
    description: version.frameworkDescription,
    levels: version.levels,
    outcomeTypes: version.outcomeTypes,
  };
  return {
    fileName: frameworkFileName(version.frameworkName, version.number, version.status === 'draft', format),
    content: writeFrameworkFile(text, format),
  };
}
