import { Button } from '@mantine/core'
import { LogIn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import type { Output } from '../../api/types.ts'

interface Props {
  providers: Output<'access.listSignInProviders'>
  next: string | undefined
  busy: boolean
  attempt(work: () => Promise<void>): Promise<void>
}

/** Sends the browser to a provider to sign in. */
export function SsoButtons({ providers, next, busy, attempt }: Props) {
  const { t } = useTranslation('access')
  const go = async ({ id, workspaceId }: Props['providers'][number]) => {
    const body = { workspaceId, ...(next === undefined ? {} : { next }) }
    const { url } = await call('access.startSso', { params: { providerId: id }, body })
    globalThis.location.assign(url)
    // The page stays busy until it is left.
    await new Promise(() => undefined)
  }
  return providers.map((provider) => (
    <Button
      key={provider.id}
      variant={provider.only ? 'filled' : 'default'}
      fullWidth
      loading={busy}
      leftSection={<LogIn size={16} />}
      onClick={() => void attempt(() => go(provider))}
    >
      {t('sso.with', { name: provider.name })}
    </Button>
  ))
}
