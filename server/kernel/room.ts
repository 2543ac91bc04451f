import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Action } from './actions/index.ts'
import type { Caller } from './caller.ts'
import type { Condition, ConditionFamily } from './conditions/index.ts'
import type { Contract, Route, RouteInput, RouteOutput } from './contract.ts'
import type { Tx, WorkspaceDb } from './db/handles.ts'
import type { Listener } from './events/listeners.ts'
import type { Telling } from './happenings/index.ts'
import type { JobHandler, Recurring } from './jobs/handler.ts'
import type { LivePush } from './live/push.ts'
import type { Erasing, Exporting, Keeping } from './personal.ts'
import type { Relation } from './relations.ts'
import type { Moment, Trigger } from './triggers/index.ts'
import type { Variable, VariableFamily } from './variables/index.ts'

/** What a route's handler works with. A writing route runs in one transaction, `tx`; a reading one gets `db`. */
export interface RouteContext<R extends Route> {
  caller: R['access'] extends 'public' ? Caller | undefined : Caller
  db: WorkspaceDb
  tx: Tx
  /** Of routes whose transaction is `late`: runs the writing part, once for each Idempotency-Key. */
  write: WorkspaceDb['tx']
  /** Another workspace than the caller's: for public routes that find out by a name or token where they belong. */
  inWorkspace(workspaceId: number): WorkspaceDb
  http: Exchange
}

/** The HTTP side of a call, for the few routes that need it: cookies, addresses. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The client's address, behind trusted proxies too. */
  readonly ip: string
}

/** One function for each route of a contract. */
export type Handlers<C extends Contract> = {
  [Name in keyof C]: (
    input: RouteInput<C[Name]>,
    context: RouteContext<C[Name]>,
  ) => Promise<RouteOutput<C[Name]>>
}

/** A permission: which of the house's own roles hold it, and how it reads to people who make roles. */
export interface Permission {
  roles: readonly string[]
  title: { en: string; ja: string }
  /** Under which heading it stands; headings are the list of the room that keeps roles. */
  group: string
  /** What comes with it, where the title does not tell. */
  detail?: { en: string; ja: string }
  /** Permissions without which it means nothing. */
  needs?: readonly string[]
  /** It reaches the whole workspace: only a role with every resource in sight may have it. */
  everywhere?: true
  /** No role is without it. */
  always?: true
  /** Whoever has it could become an owner: no role of a workspace's own may have it. */
  ownersOnly?: true
}

/** A room's wiring: everything that the house needs to know about it. */
export interface Room {
  readonly name: string
  readonly contract: Contract
  readonly handlers: Record<string, (input: never, context: never) => Promise<unknown>>
  readonly permissions?: Readonly<Record<string, Permission>>
  readonly listeners?: readonly Listener[]
  readonly jobs?: readonly JobHandler[]
  readonly recurring?: readonly Recurring[]
  readonly pushes?: readonly LivePush[]
  /** What it loses when somebody is erased. */
  readonly erases?: Erasing
  /** What it has about a person's threads, for whoever asks for everything that is kept. */
  readonly exports?: Exporting
  /** Which of its data are kept for how long. */
  readonly keeps?: readonly Keeping[]
  /** What others may ask of its subjects: rules, promises, distributing. */
  readonly conditions?: readonly (Condition | ConditionFamily)[]
  /** What happens to its subjects to which rules may answer, and after which of their moments. */
  readonly triggers?: readonly Trigger[]
  readonly moments?: readonly Moment[]
  /** What rules and macros may do to its subjects. */
  readonly actions?: readonly Action[]
  /** What answers may name of its subjects. */
  readonly variables?: readonly (Variable | VariableFamily)[]
  /** What it tells people of. */
  readonly tellings?: readonly Telling[]
  /** Which of its subjects belong to which of others. */
  readonly relations?: readonly Relation[]
}

/** Ties a contract to its handlers; every route must have one. */
export const defineRoom = <C extends Contract>(
  room: Omit<Room, 'contract' | 'handlers'> & { contract: C; handlers: Handlers<C> },
): Room => room as unknown as Room
