import { useRouter } from '@tanstack/react-router'
import type { ComponentPropsWithoutRef, MouseEvent } from 'react'

/** True for a click that means "here": no new tab, no new window. */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** An address with its search, as the router writes it: flat values, what is undefined left out. */
export function addressWith(
  path: string,
  search: Readonly<Record<string, string | boolean | undefined>>,
): string {
  const text = new URLSearchParams(
    Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  ).toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * A link inside the app that does not listen to the router: for lists, where a hundred listening ones would be
 * drawn anew at every step.
 */
export function PlainLink({ href, onClick, ...rest }: ComponentPropsWithoutRef<'a'> & { href: string }) {
  const router = useRouter()
  return (
    <a
      href={href}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlainClick(event)) return
        event.preventDefault()
        void router.navigate({ href })
      }}
      {...rest}
    />
  )
}
