import * as t from '../strings/catalogue.ts';
import classes from './Brand.module.css';

/** The mark, a way over hills to a point of light, and the name. */
export function Brand() {
  return (
    <span className={classes.brand}>
      <svg viewBox="0 0 64 64" width="32" height="32" aria-hidden="true">
        <rect width="64" height="64" rx="14" fill="#0e6559" />
        <path d="M13 47 24 29l8 9 8-17 11 26" fill="none" stroke="#fff" strokeWidth="5" strokeLinejoin="round" strokeLinecap="round" />
        <circle cx="40" cy="15" r="4.5" fill="#f1c48f" />
      </svg>
      <span className={classes.name}>{t.shell.name}</span>
    </span>
  );
}
