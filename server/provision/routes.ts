import * as contract from '@waymark/contract/provision.ts';
import type { DocumentFormat } from '@waymark/contract/documents.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { fileOf } from '../documents/document.ts';
import { route } from '../http/route.ts';
import { provisionFile } from './file.ts';
import { readProvision } from './load.ts';
import { composePack } from './pack.ts';
import * as policy from './policy.ts';

interface Asked {
  filters: contract.ProvisionFilters;
  narratives: contract.Narratives;
}

async function pack(tx: Tx, actor: Actor, { filters, narratives }: Asked, now: Date, format: DocumentFormat) {
  const { provision, organisation } = await readProvision(tx, actor, filters, now);
  const document = composePack(provision, { organisation, narratives, today: actor.today });
  return fileOf(document, format, `evidence-of-provision-${provision.from}-to-${provision.to}`);
}

export const routes = [
  route(contract.getProvision, policy.readProvision, async ({ actor, tx, query, now }) => {
    const { provision } = await readProvision(tx, actor, query, now);
    return provision;
  }),

  route(contract.getProvisionFile, policy.readProvision, async ({ actor, tx, query, now, logAccess }) => {
    const { provision } = await readProvision(tx, actor, query, now);
    await logAccess('evidence of provision, exported');
    return { fileName: `provision-${provision.from}-to-${provision.to}.csv`, content: provisionFile(provision) };
  }),

  route(contract.makePackPdf, policy.makePack, async ({ actor, tx, body, now, logAccess }) => {
    await logAccess('self-evaluation pack as PDF');
    return pack(tx, actor, body, now, 'pdf');
  }),

  route(contract.makePackWord, policy.makePack, async ({ actor, tx, body, now, logAccess }) => {
    await logAccess('self-evaluation pack as Word');
    return pack(tx, actor, body, now, 'word');
  }),
];
