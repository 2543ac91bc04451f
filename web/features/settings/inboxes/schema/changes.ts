import { deepEqual } from '@tanstack/react-router'

type Values = Record<string, unknown>

/**
 * What has to be sent so that what is kept becomes what is wanted: whole settings of the first level; what is no
 * longer there goes back to its default, which the server reads from a null.
 */
export function changedSettings(kept: Values, wanted: Values): Values {
  const names = [...new Set([...Object.keys(kept), ...Object.keys(wanted)])]
  return Object.fromEntries(
    names
      .filter((name) => !deepEqual(kept[name], wanted[name]))
      .map((name) => [name, wanted[name] === undefined ? null : wanted[name]]),
  )
}
