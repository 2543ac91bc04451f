/** More words under which the command bar finds the pages of the settings, in both languages, by address. Nobody needs them before. */
export const pageWords: Readonly<Record<string, string>> = {
  '/settings/account': 'profile name signature theme dark language 名前 署名 外観 ダーク 言語',
  '/settings/notifications':
    'notification desktop sound alert mention 通知 お知らせ 音 デスクトップ メンション',
  '/settings/security':
    'password passkey two factor sessions sign in パスワード パスキー 二段階認証 ログイン',
  '/settings/workspace': 'name language time zone 名前 言語 タイムゾーン',
  '/settings/brands': 'brand shop colour ブランド 店舗 色',
  '/settings/hours': 'business hours calendar holidays opening 営業時間 カレンダー 祝日 休業日',
  '/settings/sla':
    'sla policy promise target first response resolution time 目標時間 応答時間 初回返信 解決時間 対応期限 期限',
  '/settings/answers': 'answer limit watchdog unanswered bot queue 返信 期限 未返信 放置 ボット',
  '/settings/unanswered':
    'unanswered questions alert waiting too long notify 未回答 アラート 警告 待たせている 放置 通知',
  '/settings/routing': 'routing queue distribute assign capacity 振り分け キュー 割り当て 順番 負荷',
  '/settings/rules':
    'rules automation trigger if then workflow ルール 自動化 自動処理 条件 トリガー ワークフロー',
  '/settings/skills': 'skills languages levels capacity presence reasons スキル 言語 在席 理由 上限',
  '/settings/checklists': 'checklist tasks procedure チェックリスト タスク 手順 作業',
  '/settings/complaints': 'complaints causes deadlines claims クレーム 苦情 原因 期限 是正',
  '/settings/partners':
    'partners escalation departments suppliers carriers 連携先 エスカレーション 他部署 取引先 配送会社 仕入先',
  '/settings/tags': 'tags labels タグ ラベル',
  '/settings/sending':
    'checks before sending wrong name attachment forbidden words 送信前 確認 誤送信 宛名 敬称 添付忘れ 禁止語 注意語',
  '/settings/attributes': 'customer attributes custom fields お客様 属性 項目 カスタム',
  '/settings/figures':
    'reports figures rebuild first contact resolution レポート 集計 再集計 初回解決 一次解決',
  '/settings/inboxes':
    'channel connect embed code widget mail chat form チャンネル 受信箱 接続 メール チャット フォーム 埋め込み',
  '/settings/people': 'invite agent role password second factor 招待 権限 パスワード 担当者',
  '/settings/teams': 'team members チーム 部署',
  '/settings/roles': 'role permission who may ロール 権限 役割',
  '/settings/sign-in':
    'single sign-on sso oidc openid entra azure okta google keycloak シングルサインオン サインイン ログイン 認証',
  '/settings/sessions':
    'sessions devices sign out revoke lost phone サインアウト セッション 端末 紛失 ログイン',
  '/settings/keys': 'api key token integration 連携 トークン',
  '/settings/webhooks': 'webhook event delivery log integration 連携 通知 配信',
  '/settings/keeping':
    'retention keeping erase privacy mask card number personal data 保管 保存期間 削除 消去 個人情報 カード番号 マスキング マイナンバー',
  '/settings/imports':
    'import migrate zendesk freshdesk chatwoot zammad freescout mbox csv gmail 取り込み 移行 インポート 引っ越し',
  '/settings/audit': 'audit log history who changed 操作ログ 監査 履歴',
}
