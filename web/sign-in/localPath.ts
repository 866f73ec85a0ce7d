/** A path of this site to go on to; anything else, such as another site's address somebody put into a link, is `/`. */
export function localPath(wanted: string | null): string {
  if (wanted === null || !wanted.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return '/';
  return wanted;
}
