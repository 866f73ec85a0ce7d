import type { RouteObject } from 'react-router';
import { Home } from './shell/Home.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { RouteError } from './shell/RouteError.tsx';
import { Shell } from './shell/Shell.tsx';

/** The whole map of the application. Every page is loaded when it is first visited. */
export const routes: RouteObject[] = [
  { path: '/sign-in', lazy: () => import('./sign-in/SignInPage.tsx'), ErrorBoundary: RouteError },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { index: true, Component: Home },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
];
