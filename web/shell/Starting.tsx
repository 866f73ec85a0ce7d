import { Loading } from '../ui/Loading.tsx';
import classes from './Shell.module.css';

/** While the first page's own files are fetched. */
export function Starting() {
  return (
    <main className={classes.alone}>
      <Loading />
    </main>
  );
}
