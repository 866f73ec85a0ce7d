import { keepPreviousData, QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiError, type Call, type CallInput, createClient, OfflineError } from '@waymark/contract/client.ts';
import type { Endpoint, ResponseOf } from '@waymark/contract/endpoint.ts';
import { throughDevice } from './offline/keptReads.ts';
import { reachability } from './shell/reachability.ts';
import { signInAgain } from './shell/signInAgain.ts';
import { seatHeader } from './ui/seat.ts';
import { apiFetch } from './transport.ts';
import { toast } from './ui/toast.tsx';

const client = createClient({
  baseUrl: location.origin,
  fetch: apiFetch,
  headers: seatHeader,
});

/**
 * Calls the API. When the session has ended in the meantime the person signs in again in place, and the call is then
 * sent once more with the same idempotency key: what was typed is not lost.
 */
export const call: Call = async (endpoint, input) => {
  const sent = { ...input, idempotencyKey: input.idempotencyKey ?? crypto.randomUUID() };
  try {
    const answer = await client(endpoint, sent);
    reachability.reached();
    return answer;
  } catch (error) {
    if (error instanceof OfflineError) reachability.lost();
    else reachability.reached();
    if (error instanceof ApiError && error.status === 401 && endpoint.access !== 'public' && (await signInAgain.ask())) {
      return client(endpoint, sent);
    }
    throw error;
  }
};

export const queryClient = new QueryClient({
  defaultOptions: {
    // 'always': a read without a connection fails at once, and says so, instead of waiting for ever.
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 10_000,
      retry: (failures, error) => error instanceof OfflineError && navigator.onLine && failures < 2,
    },
    mutations: { networkMode: 'always' },
  },
});

// What could not be read while the server was away is read as soon as it is back.
reachability.onReturn(() => void queryClient.invalidateQueries({ predicate: (query) => query.state.error !== null }));

interface ReadOptions {
  enabled?: boolean;
  staleTime?: number;
  refetchInterval?: number;
  /** 0: read afresh on every arrival. For what is edited on the page, where a copy of an earlier visit would be saved over. */
  gcTime?: number;
  /** Keep showing the former answer while the one for a new input is read: filters and paging do not flicker. */
  keep?: boolean;
}

/** The key a read is kept under: all reads of an endpoint begin with its path. */
export const readKey = (endpoint: Endpoint, input: unknown) => [endpoint.path, input] as const;

/** Reads, and reads again when a write invalidates the endpoint. Show it with `<Reading query={…}>`. */
export function useRead<E extends Endpoint>(endpoint: E, input: CallInput<E>, options: ReadOptions = {}) {
  const { keep, ...rest } = options;
  return useQuery<ResponseOf<E>>({
    ...rest,
    queryKey: readKey(endpoint, input),
    queryFn: ({ signal }) => throughDevice(queryClient, endpoint, input, () => call(endpoint, { ...input, signal })),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Reads a list a page at a time: `data.pages`, `hasNextPage`, `fetchNextPage()`. The endpoint answers `{ items, next }`. */
export function useReadPages<E extends Endpoint>(endpoint: E, input: CallInput<E>, options: Pick<ReadOptions, 'enabled'> = {}) {
  return useInfiniteQuery({
    ...options,
    queryKey: [endpoint.path, input, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(endpoint, { ...input, query: { ...(input.query as object | undefined), cursor: pageParam }, signal } as CallInput<E>),
    getNextPageParam: (page) => (page as { next: string | null }).next ?? undefined,
  });
}

interface WriteOptions<E extends Endpoint> {
  /** Endpoints whose reads are no longer true once this is written. */
  invalidates?: readonly Endpoint[];
  onDone?: (answer: ResponseOf<E>, input: CallInput<E>) => void;
  /** Where problems with single fields are shown: a Mantine form. What has no field is toasted. */
  form?: { setErrors: (errors: Record<string, string>) => void };
  /** Deal with a problem here: return true and it is not toasted. */
  onProblem?: (error: unknown) => boolean | undefined;
}

/**
 * Writes: `write.mutate({ params, body })`, `write.isPending`. Pressing again after a failure sends the same
 * idempotency key while the input is the same, so a write that did arrive is not made twice.
 */
export function useWrite<E extends Endpoint>(endpoint: E, options: WriteOptions<E> = {}) {
  const queries = useQueryClient();
  const attempt = useRef<{ of: string; key: string }>(undefined);
  return useMutation<ResponseOf<E>, unknown, CallInput<E>>({
    mutationFn: (input) => {
      const of = JSON.stringify([input.params, input.query, input.body, input.ifMatch]);
      if (attempt.current?.of !== of || input.file) attempt.current = { of, key: crypto.randomUUID() };
      return call(endpoint, { idempotencyKey: attempt.current.key, ...input });
    },
    onSuccess: async (answer, input) => {
      attempt.current = undefined;
      options.onDone?.(answer, input);
      await invalidate(queries, options.invalidates ?? []);
    },
    onError: (error) => {
      // What was refused was answered for good; only what may have been lost on the way keeps its key.
      if (error instanceof ApiError && error.status < 500) attempt.current = undefined;
      if (options.onProblem?.(error)) return;
      const fields = fieldErrors(error);
      if (options.form && Object.keys(fields).length > 0) options.form.setErrors(fields);
      else toast.problem(error);
    },
  });
}

/** Marks every read of these endpoints as no longer true. */
export async function invalidate(queries: QueryClient, endpoints: readonly Endpoint[]): Promise<void> {
  const paths = new Set(endpoints.map((endpoint) => endpoint.path));
  await queries.invalidateQueries({ predicate: (query) => paths.has(query.queryKey[0] as Endpoint['path']) });
}

/** What the server said is wrong, by field, for a form's `setErrors`: `body.name` and `name` are both `name`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    (error.problem.errors ?? []).map(({ field, message }) => [field.replace(/^(body|query|params)\./, ''), message]),
  );
}
