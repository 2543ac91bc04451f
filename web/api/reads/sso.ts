import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Through which providers people can sign in; asked before anybody is known. */
export const signInProvidersQuery = queryOptions({
  queryKey: ['sso'],
  queryFn: ({ signal }) => call('access.listSignInProviders', { signal }),
  // Who cannot be told signs in with a password, which says what is wrong.
  retry: false,
})

/** How each provider is set up. */
export const providersQuery = queryOptions({
  queryKey: ['sso-providers'],
  queryFn: ({ signal }) => call('access.listProviders', { signal }),
})

/** The providers, and since when the person is linked to each. */
export const myLinksQuery = queryOptions({
  queryKey: ['my-sso-links'],
  queryFn: ({ signal }) => call('access.listMyLinks', { signal }),
})

/** How a provider's directory is connected, and what it brought. */
export const scimQuery = (providerId: string) =>
  queryOptions({
    queryKey: ['sso-providers', providerId, 'scim'],
    queryFn: ({ signal }) => call('access.getScim', { params: { providerId }, signal }),
    staleTime: 0,
  })
