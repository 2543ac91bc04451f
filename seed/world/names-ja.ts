/** Frequent Japanese names; `written/kana/romanised`. */
export interface Name {
  readonly written: string
  readonly kana: string
  readonly latin: string
}

function names(text: string): readonly Name[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [written = '', kana = '', latin = ''] = entry.split('/')
      return { written, kana, latin }
    })
}

export const families = names(`
  佐藤/サトウ/sato 鈴木/スズキ/suzuki 高橋/タカハシ/takahashi 田中/タナカ/tanaka 伊藤/イトウ/ito 渡辺/ワタナベ/watanabe
  山本/ヤマモト/yamamoto 中村/ナカムラ/nakamura 小林/コバヤシ/kobayashi 加藤/カトウ/kato 吉田/ヨシダ/yoshida
  山田/ヤマダ/yamada 佐々木/ササキ/sasaki 山口/ヤマグチ/yamaguchi 松本/マツモト/matsumoto 井上/イノウエ/inoue
  木村/キムラ/kimura 林/ハヤシ/hayashi 斎藤/サイトウ/saito 清水/シミズ/shimizu 山崎/ヤマザキ/yamazaki 森/モリ/mori
  池田/イケダ/ikeda 橋本/ハシモト/hashimoto 阿部/アベ/abe 石川/イシカワ/ishikawa 前田/マエダ/maeda 小川/オガワ/ogawa
  藤田/フジタ/fujita 岡田/オカダ/okada 後藤/ゴトウ/goto 長谷川/ハセガワ/hasegawa 村上/ムラカミ/murakami 近藤/コンドウ/kondo
  石井/イシイ/ishii 坂本/サカモト/sakamoto 遠藤/エンドウ/endo 青木/アオキ/aoki 西村/ニシムラ/nishimura 福田/フクダ/fukuda
  太田/オオタ/ota 三浦/ミウラ/miura 藤原/フジワラ/fujiwara 松田/マツダ/matsuda 岡本/オカモト/okamoto 中川/ナカガワ/nakagawa
  中野/ナカノ/nakano 原田/ハラダ/harada 小野/オノ/ono 田村/タムラ/tamura 竹内/タケウチ/takeuchi 金子/カネコ/kaneko
  和田/ワダ/wada 中山/ナカヤマ/nakayama 石田/イシダ/ishida 上田/ウエダ/ueda 森田/モリタ/morita 柴田/シバタ/shibata
  酒井/サカイ/sakai 工藤/クドウ/kudo 横山/ヨコヤマ/yokoyama 宮崎/ミヤザキ/miyazaki 宮本/ミヤモト/miyamoto 内田/ウチダ/uchida
  高木/タカギ/takagi 安藤/アンドウ/ando 谷口/タニグチ/taniguchi 大野/オオノ/ono 丸山/マルヤマ/maruyama 今井/イマイ/imai
  高田/タカダ/takada 武田/タケダ/takeda 上野/ウエノ/ueno 杉山/スギヤマ/sugiyama 千葉/チバ/chiba 村田/ムラタ/murata
  増田/マスダ/masuda 小島/コジマ/kojima 平野/ヒラノ/hirano 桜井/サクライ/sakurai 久保/クボ/kubo 菅原/スガワラ/sugawara
  新井/アライ/arai 野口/ノグチ/noguchi 松井/マツイ/matsui 菊地/キクチ/kikuchi 木下/キノシタ/kinoshita 渡部/ワタベ/watabe
  佐野/サノ/sano 大塚/オオツカ/otsuka 水野/ミズノ/mizuno 髙島/タカシマ/takashima 五十嵐/イガラシ/igarashi 比嘉/ヒガ/higa
  川村/カワムラ/kawamura 飯田/イイダ/iida 吉川/ヨシカワ/yoshikawa 古川/フルカワ/furukawa 東/ヒガシ/higashi 榎本/エノモト/enomoto
  小笠原/オガサワラ/ogasawara 神谷/カミヤ/kamiya 河合/カワイ/kawai 熊谷/クマガイ/kumagai 早川/ハヤカワ/hayakawa 辻/ツジ/tsuji
  望月/モチヅキ/mochizuki 土屋/ツチヤ/tsuchiya 𠮷岡/ヨシオカ/yoshioka 浜田/ハマダ/hamada 須藤/スドウ/sudo 勅使河原/テシガワラ/teshigawara
`)

/** Women's names, from older to younger. */
export const women = names(`
  和子/カズコ/kazuko 幸子/サチコ/sachiko 節子/セツコ/setsuko 洋子/ヨウコ/yoko 恵子/ケイコ/keiko 京子/キョウコ/kyoko
  久美子/クミコ/kumiko 由美子/ユミコ/yumiko 裕子/ユウコ/yuko 明美/アケミ/akemi 真由美/マユミ/mayumi 智子/トモコ/tomoko
  直美/ナオミ/naomi 香織/カオリ/kaori 陽子/ヨウコ/yoko 恵/メグミ/megumi 理恵/リエ/rie 美穂/ミホ/miho 愛/アイ/ai
  千春/チハル/chiharu 麻衣/マイ/mai 沙織/サオリ/saori 舞/マイ/mai 彩/アヤ/aya 美咲/ミサキ/misaki 愛美/マナミ/manami
  未来/ミク/miku 萌/モエ/moe 七海/ナナミ/nanami 優花/ユウカ/yuka 葵/アオイ/aoi さくら/サクラ/sakura 陽菜/ヒナ/hina
  結衣/ユイ/yui 莉子/リコ/riko 凛/リン/rin
`)

/** Men's names, from older to younger. */
export const men = names(`
  茂/シゲル/shigeru 勝/マサル/masaru 清/キヨシ/kiyoshi 博/ヒロシ/hiroshi 隆/タカシ/takashi 誠/マコト/makoto 浩/ヒロシ/hiroshi
  修/オサム/osamu 健一/ケンイチ/kenichi 浩二/コウジ/koji 直樹/ナオキ/naoki 哲也/テツヤ/tetsuya 大輔/ダイスケ/daisuke
  健太/ケンタ/kenta 拓也/タクヤ/takuya 翔太/ショウタ/shota 亮/リョウ/ryo 大樹/ダイキ/daiki 蓮/レン/ren 悠斗/ユウト/yuto
`)
