import { getFrameworkDraft } from '@waymark/contract/framework-drafts.ts';
import { getFrameworkVersion } from '@waymark/contract/frameworks.ts';
import { useParams } from 'react-router';
import { useRead } from '../api.ts';

/** The version a page under `/frameworks/drafts/:draftId` or `/frameworks/versions/:versionId` is about. */
export function useVersion() {
  const { draftId, versionId } = useParams();
  const draft = useRead(getFrameworkDraft, { params: { id: draftId ?? '' } }, { enabled: draftId !== undefined });
  const published = useRead(getFrameworkVersion, { params: { id: versionId ?? '' } }, { enabled: versionId !== undefined });
  return draftId === undefined ? published : draft;
}
