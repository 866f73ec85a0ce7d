import type { RouteObject } from 'react-router';
import { Home } from './shell/Home.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { RouteError } from './shell/RouteError.tsx';
import { Shell } from './shell/Shell.tsx';
import { Starting } from './shell/Starting.tsx';

/** The whole map of the application. Every page is loaded when it is first visited. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: RouteError,
    HydrateFallback: Starting,
    children: [
      { path: '/sign-in', lazy: () => import('./sign-in/SignInPage.tsx') },
      { path: '/invitation/:token', lazy: () => import('./sign-in/InvitationPage.tsx') },
      { path: '/new-password', lazy: () => import('./sign-in/NewPasswordPage.tsx') },
      { path: '/set-up', lazy: () => import('./sign-in/SetUpPage.tsx') },
    ],
  },
  {
    path: '/',
    Component: Shell,
    HydrateFallback: Starting,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { index: true, Component: Home },
          { path: 'day', lazy: () => import('./day/DayPage.tsx') },
          { path: 'caseload', lazy: () => import('./caseload/CaseloadPage.tsx') },
          { path: 'meetings/:id', lazy: () => import('./meetings/MeetingPage.tsx') },
          { path: 'actions/library', lazy: () => import('./actions/ActionLibraryPage.tsx') },
          { path: 'account', lazy: () => import('./account/AccountPage.tsx') },
          { path: 'people', lazy: () => import('./administration/PeoplePage.tsx') },
          { path: 'organisation', lazy: () => import('./administration/OrganisationPage.tsx') },
          { path: 'outbox', lazy: () => import('./administration/OutboxPage.tsx') },
          { path: 'audit', lazy: () => import('./administration/AuditPage.tsx') },
          { path: 'api', lazy: () => import('./administration/ApiPage.tsx') },
          { path: 'frameworks', lazy: () => import('./frameworks/FrameworksPage.tsx') },
          { path: 'frameworks/new', lazy: () => import('./frameworks/NewFrameworkPage.tsx') },
          { path: 'frameworks/drafts/:draftId', lazy: () => import('./frameworks/DraftPage.tsx') },
          { path: 'frameworks/drafts/:draftId/preview', lazy: () => import('./frameworks/PreviewPage.tsx') },
          { path: 'frameworks/drafts/:draftId/compare', lazy: () => import('./frameworks/ComparePage.tsx') },
          { path: 'frameworks/drafts/:draftId/publish', lazy: () => import('./frameworks/PublishPage.tsx') },
          { path: 'frameworks/versions/:versionId', lazy: () => import('./frameworks/VersionPage.tsx') },
          { path: 'frameworks/versions/:versionId/preview', lazy: () => import('./frameworks/PreviewPage.tsx') },
          { path: 'frameworks/versions/:versionId/compare', lazy: () => import('./frameworks/ComparePage.tsx') },
          { path: 'frameworks/:id', lazy: () => import('./frameworks/FrameworkPage.tsx') },
          { path: 'me', lazy: () => import('./own-view/OwnPage.tsx') },
          { path: 'me/view', lazy: () => import('./own-view/OwnViewPage.tsx') },
          { path: 'meetings/:id/meet', lazy: () => import('./meeting-room/MeetPage.tsx') },
          { path: 'meetings/:id/prepare', lazy: () => import('./prep/PreparePage.tsx') },
          { path: 'outcomes', lazy: () => import('./outcomes/OutcomesPage.tsx') },
          { path: 'students/imports', lazy: () => import('./imports/ImportsPage.tsx') },
          { path: 'students/imports/new', lazy: () => import('./imports/NewImportPage.tsx') },
          { path: 'students/imports/:id/:step?', lazy: () => import('./imports/ImportPage.tsx') },
          { path: 'students', lazy: () => import('./students/StudentsPage.tsx') },
          { path: 'students/new', lazy: () => import('./students/NewStudentPage.tsx') },
          { path: 'students/:id', lazy: () => import('./students/StudentPage.tsx') },
          { path: 'students/:id/edit', lazy: () => import('./students/EditStudentPage.tsx') },
          { path: 'schools', lazy: () => import('./schools/SchoolsPage.tsx') },
          { path: 'characteristics', lazy: () => import('./characteristics/CharacteristicsPage.tsx') },
          { path: 'programmes', lazy: () => import('./programmes/ProgrammesPage.tsx') },
          { path: 'programmes/:id', lazy: () => import('./programmes/ProgrammePage.tsx') },
          { path: 'matches', lazy: () => import('./matches/MatchesPage.tsx') },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
];
