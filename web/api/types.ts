import type { z } from 'zod'
import type { RouteOutput, RouteRequest } from '../../server/kernel/contract.ts'
import type { me } from '../../server/modules/access/contract.ts'
import type { agent, role, team } from '../../server/modules/agents/contract.ts'
import type {
  actor,
  attachment,
  change,
  conversation,
  draft,
  message,
  priority,
  receipt,
  status,
  tag,
} from '../../server/modules/conversations/contract.ts'
import type {
  attributeDefinition,
  customer,
  customerNote,
  identity,
} from '../../server/modules/customers/contract.ts'
import type { count, filter, hit, savedView, timelineEntry } from '../../server/modules/desk/contract.ts'
import type { inbox } from '../../server/modules/inboxes/contract.ts'
import type {
  notice,
  notificationSettings,
  pushed,
  way,
} from '../../server/modules/notifications/contract.ts'
import type { workspace } from '../../server/modules/workspace/contract.ts'
import type { laterRoutes } from './routes-later.gen.ts'
import type { Contracts, routes } from './routes.gen.ts'

/** A route by its name: `conversations.sendReply`. */
export type RouteName = keyof typeof routes | keyof typeof laterRoutes

/** The contract of a route. */
export type RouteOf<N extends RouteName> = N extends `${infer Room}.${infer Name}`
  ? Room extends keyof Contracts
    ? Name extends keyof Contracts[Room]
      ? Contracts[Room][Name]
      : never
    : never
  : never

/** What a route is asked with: params, query, body, where it has them. */
export type Request<N extends RouteName> = RouteRequest<RouteOf<N>>

/** What a route answers. */
export type Output<N extends RouteName> = RouteOutput<RouteOf<N>>

export type Me = z.infer<typeof me>
export type Agent = z.infer<typeof agent>
export type Role = z.infer<typeof role>
export type Team = z.infer<typeof team>
export type Inbox = z.infer<typeof inbox>
export type Workspace = z.infer<typeof workspace>
export type Tag = z.infer<typeof tag>
export type Actor = z.infer<typeof actor>
export type Status = z.infer<typeof status>
export type Priority = z.infer<typeof priority>
export type Receipt = z.infer<typeof receipt>
export type Conversation = z.infer<typeof conversation>
export type ConversationDetail = Output<'conversations.getConversation'>
export type Message = z.infer<typeof message>
export type Way = z.infer<typeof way>
/** A row under the bell. */
export type Notice = z.infer<typeof notice>
/** What a screen is told of just now. */
export type Told = z.infer<typeof pushed>
export type NotificationSettings = z.infer<typeof notificationSettings>
export type TimelineEntry = z.infer<typeof timelineEntry>
export type Change = z.infer<typeof change>
export type Attachment = z.infer<typeof attachment>
export type Draft = z.infer<typeof draft>
export type Customer = z.infer<typeof customer>
export type CustomerDetail = Output<'customers.getCustomer'>
export type CustomerNote = z.infer<typeof customerNote>
export type Identity = z.infer<typeof identity>
export type AttributeDefinition = z.infer<typeof attributeDefinition>
export type Count = z.infer<typeof count>
export type Filter = z.infer<typeof filter>
export type SavedView = z.infer<typeof savedView>
export type Hit = z.infer<typeof hit>
export type Condition = Output<'conditions.listConditions'>[number]
export type { Problem } from '../../server/kernel/contract.ts'
export type { Expression, Leaf } from '../../server/kernel/contract-conditions.ts'
