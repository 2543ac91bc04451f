import './styles/dialogs.ts'
import { Modal, type ModalProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from './use-focus-back.ts'

/** A dialog, open for as long as it is there. The focus goes back to where it was. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation('ui')
  useFocusBack()
  return <Modal opened closeButtonProps={{ 'aria-label': t('close') }} {...props} />
}
