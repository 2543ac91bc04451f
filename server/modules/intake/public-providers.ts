/** Domains under which anybody gets a mailbox: sharing one makes nobody a colleague. Their subdomains count, too. */
const domains = new Set(
  `gmail.com googlemail.com outlook.com outlook.jp hotmail.com hotmail.co.jp live.com live.jp msn.com
  yahoo.com yahoo.co.jp ymail.ne.jp ymail.com icloud.com me.com mac.com aol.com aol.jp gmx.com gmx.de gmx.net web.de
  t-online.de freenet.de mail.com proton.me protonmail.com pm.me zoho.com fastmail.com yandex.com yandex.ru mail.ru qq.com
  163.com 126.com naver.com daum.net orange.fr wanadoo.fr laposte.net free.fr libero.it
  docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp vodafone.ne.jp disney.ne.jp ymobile.ne.jp ymobile1.ne.jp
  y-mobile.ne.jp wcm.ne.jp uqmobile.jp rakuten.jp rakumail.jp
  nifty.com nifty.ne.jp biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp dion.ne.jp auone-net.jp jcom.home.ne.jp jcom.zaq.ne.jp
  infoseek.jp excite.co.jp goo.jp mail.goo.ne.jp eonet.ne.jp tiki.ne.jp asahi-net.or.jp hi-ho.ne.jp wakwak.com commufa.jp`.split(
    /\s+/,
  ),
)

/** True for a domain of a provider of mailboxes for everybody. */
export const isPublicProvider = (domain: string): boolean => {
  const labels = domain.toLowerCase().split('.')
  return labels.some((_, at) => domains.has(labels.slice(at).join('.')))
}
