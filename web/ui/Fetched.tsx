import { Component, type ReactNode, Suspense } from 'react';

interface FetchedProps {
  children: ReactNode;
  /** Shown while it is fetched. */
  fallback?: ReactNode;
  /** Told when it could not be. */
  onFailure?: (error: unknown) => void;
}

/**
 * Around a part of the page whose script is fetched when it is needed. When it cannot be had (no connection, or a newer
 * version on the server), that part is missing; the page and what was typed on it stay.
 */
export class Fetched extends Component<FetchedProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFailure?.(error);
  }

  override render(): ReactNode {
    if (this.state.failed) return this.props.fallback ?? null;
    return <Suspense fallback={this.props.fallback}>{this.props.children}</Suspense>;
  }
}
