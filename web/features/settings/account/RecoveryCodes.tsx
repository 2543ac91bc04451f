import { Button, Checkbox } from '@mantine/core'
import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../app/me.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { copyText } from '../../../ui/copy-text.ts'
import classes from './Account.module.css'
import { Dialog } from '../../../ui/Dialog.tsx'

/** Codes for the day on which the phone is lost. They are shown this once, so the dialog closes only by its button. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('account')
  const { agent, workspace } = useMe()
  const [kept, setKept] = useState(false)
  const text = codes.join('\n')
  const file = () => {
    const url = URL.createObjectURL(
      new Blob([`Madoguchi (${workspace.name}) ${agent.email}\n\n${text}\n`], { type: 'text/plain' }),
    )
    const link = document.createElement('a')
    link.href = url
    link.download = 'madoguchi-recovery-codes.txt'
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <Dialog
      onClose={onClose}
      title={t('codes.title')}
      size={440}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className={classes.stack}>
        <p>{t('codes.text')}</p>
        <ul className={classes.codes} aria-label={t('codes.title')}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className={classes.buttons}>
          <Button
            variant="default"
            leftSection={<Copy size={15} />}
            onClick={() => void copyText(text).then(() => say(t('codes.copied')), sayProblem)}
          >
            {t('codes.copy')}
          </Button>
          <Button variant="default" leftSection={<Download size={15} />} onClick={file}>
            {t('codes.download')}
          </Button>
        </div>
        <Checkbox
          label={t('codes.kept')}
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Button disabled={!kept} onClick={onClose}>
          {t('codes.done')}
        </Button>
      </div>
    </Dialog>
  )
}
