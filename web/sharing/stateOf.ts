import type { Share } from '@waymark/contract/shares.ts';
import * as t from '../strings/catalogue.ts';

const words = t.sharing.list;

/** How a share stands, in a line. */
export const stateOf = ({ medium, link }: Pick<Share, 'medium' | 'link'>): string =>
  link === null ? words.handedOver(medium) : words.link(link.state, words.opened(link.openings));
