import type { Output } from '../../../api/types.ts'

/** One permission in plain words. */
export type OnePermission = Output<'agents.listPermissions'>[number]['permissions'][number]

/** With a permission those without which it means nothing; without it those that mean nothing then. */
export function choosePermission(
  all: readonly OnePermission[],
  chosen: readonly string[],
  name: string,
  on: boolean,
): string[] {
  const next = new Set(chosen)
  const follow = (one: string): void => {
    if (on === next.has(one)) return
    if (on) next.add(one)
    else next.delete(one)
    const others = on
      ? (all.find((permission) => permission.name === one)?.needs ?? [])
      : all.filter(({ needs }) => needs.includes(one)).map((permission) => permission.name)
    for (const other of others) follow(other)
  }
  follow(name)
  return [...next].sort()
}

/** What is left where a role no longer sees every inbox: nothing that reaches all of them. */
export function withoutEverywhere(all: readonly OnePermission[], chosen: readonly string[]): string[] {
  return all
    .filter(({ everywhere }) => everywhere)
    .reduce((left, { name }) => choosePermission(all, left, name, false), [...chosen])
}

/** Why a permission can't be chosen or left out just now; undefined where it can. */
export function whyFixed(
  permission: OnePermission,
  role: { allInboxes: boolean },
  mine: readonly string[],
): 'always' | 'everywhere' | 'notYours' | undefined {
  if (permission.always) return 'always'
  if (!mine.includes(permission.name)) return 'notYours'
  return permission.everywhere && !role.allInboxes ? 'everywhere' : undefined
}
