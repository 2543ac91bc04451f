import type { z } from 'zod'
import type { Caller } from '../caller.ts'
import type { Choice } from '../conditions/index.ts'
import type { Db, Tx } from '../db/handles.ts'
import type { SettingField, Words } from '../settings-view.ts'

/** A field of an action, asked for as a setting is; what there is to choose may be the workspace's own, as far as the caller sees it. */
export interface ActionField extends Omit<SettingField, 'secret' | 'choices'> {
  choices?: Record<string, Words> | ((db: Db, caller: Caller) => Promise<readonly Choice[]>)
}

/** What an action would do to one subject: how it is now, where that is something, and how it would be. */
export interface Foreseen {
  from: Words | null
  to: Words
}

/**
 * What an action does to something that is known of its subject, by the name of the condition that asks for it: sets it, or
 * adds to a list, or takes from it. So that rules which loop or fight are told before they run.
 */
export interface Effect {
  of: string
  to?: string | null
  adds?: readonly string[]
  takes?: readonly string[]
  /** It happens anew each time, however often. */
  again?: true
}

/** An action as its room writes it. */
export interface DeclaredAction<Shape extends z.ZodObject> {
  /** `room's noun.what`: stays as it is for ever, since what is saved names it. */
  readonly name: string
  readonly title: Words
  /** What else there is to know before it is chosen. */
  readonly lead?: Words
  /** To what kind of subject it is done. */
  readonly about: string
  /** It reaches somebody or something outside of the house. */
  readonly outward?: boolean
  /** Which permission whoever builds it into something must hold. */
  readonly needs: string
  readonly shape: Shape
  /** How its fields are asked for; a path for each key of the shape. */
  readonly fields: readonly ActionField[]
  effects?(fields: z.infer<Shape>): readonly Effect[]
  /** Throws where what it is to be done with can't be; what there is to choose is checked without it. */
  check?(db: Db, fields: z.infer<Shape>): Promise<void>
  /** What it would do to many subjects, in one statement or two; whom it would leave as they are is not named. */
  preview(db: Db, ids: readonly string[], fields: z.infer<Shape>): Promise<ReadonlyMap<string, Foreseen>>
  /**
   * Does it, in the caller's transaction; only called where the preview foresees something. Gives why it was left undone,
   * where that is no error; throws an `AppError` where it can't be done.
   */
  run(tx: Tx, id: string, fields: z.infer<Shape>, by: Caller): Promise<Words | null>
}

/** An action whose fields were not looked at yet: what is saved holds them as they came. */
export type Action = DeclaredAction<z.ZodObject>

/** Declares an action. */
export const defineAction = <Shape extends z.ZodObject>(action: DeclaredAction<Shape>): Action =>
  action as unknown as Action
