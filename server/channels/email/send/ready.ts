import type { Account } from '../account.ts'
import type { Words } from '../words.ts'

/** Why mail waits where nothing is set up to send it; read beside a chat or a form, too, that answers by mail. */
export const noServer: Words = {
  en: 'No outgoing mail server (SMTP) is set up for the email inbox yet. Emails wait until it is.',
  ja: 'メールの窓口に送信メールサーバー（SMTP）がまだ設定されていません。設定が済むまで送信待ちになります。',
}

/** True when the inbox can send; otherwise why mail waits, and what to do. */
export const ready = ({ settings, secrets }: Account): true | Words => {
  const { smtp, auth } = settings
  if (!smtp) return noServer
  const signedIn = auth.kind === 'oauth2' ? secrets.refreshToken : (secrets.smtpPassword ?? secrets.password)
  if (smtp.user === '' || signedIn) return true
  return auth.kind === 'oauth2'
    ? {
        en: 'Sign-in with the mail provider has not been completed for the email inbox. Emails wait until it is.',
        ja: 'メールの窓口でメールプロバイダーへのログインが完了していません。完了するまで送信待ちになります。',
      }
    : {
        en: 'The password of the outgoing mail server is missing in the email inbox. Emails wait until it is entered.',
        ja: 'メールの窓口に送信メールサーバーのパスワードが設定されていません。入力されるまで送信待ちになります。',
      }
}
