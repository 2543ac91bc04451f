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
  佐藤/さとう/sato 鈴木/すずき/suzuki 高橋/たかはし/takahashi 田中/たなか/tanaka 伊藤/いとう/ito 渡辺/わたなべ/watanabe
  山本/やまもと/yamamoto 中村/なかむら/nakamura 小林/こばやし/kobayashi 加藤/かとう/kato 吉田/よしだ/yoshida
  山田/やまだ/yamada 佐々木/ささき/sasaki 山口/やまぐち/yamaguchi 松本/まつもと/matsumoto 井上/いのうえ/inoue
  木村/きむら/kimura 林/はやし/hayashi 斎藤/さいとう/saito 清水/しみず/shimizu 山崎/やまざき/yamazaki 森/もり/mori
  池田/いけだ/ikeda 橋本/はしもと/hashimoto 阿部/あべ/abe 石川/いしかわ/ishikawa 前田/まえだ/maeda 小川/おがわ/ogawa
  藤田/ふじた/fujita 岡田/おかだ/okada 後藤/ごとう/goto 長谷川/はせがわ/hasegawa 村上/むらかみ/murakami 近藤/こんどう/kondo
  石井/いしい/ishii 坂本/さかもと/sakamoto 遠藤/えんどう/endo 青木/あおき/aoki 西村/にしむら/nishimura 福田/ふくだ/fukuda
  太田/おおた/ota 三浦/みうら/miura 藤原/ふじわら/fujiwara 松田/まつだ/matsuda 岡本/おかもと/okamoto 中川/なかがわ/nakagawa
  中野/なかの/nakano 原田/はらだ/harada 小野/おの/ono 田村/たむら/tamura 竹内/たけうち/takeuchi 金子/かねこ/kaneko
  和田/わだ/wada 中山/なかやま/nakayama 石田/いしだ/ishida 上田/うえだ/ueda 森田/もりた/morita 柴田/しばた/shibata
  酒井/さかい/sakai 工藤/くどう/kudo 横山/よこやま/yokoyama 宮崎/みやざき/miyazaki 宮本/みやもと/miyamoto 内田/うちだ/uchida
  高木/たかぎ/takagi 安藤/あんどう/ando 谷口/たにぐち/taniguchi 大野/おおの/ono 丸山/まるやま/maruyama 今井/いまい/imai
  高田/たかだ/takada 武田/たけだ/takeda 上野/うえの/ueno 杉山/すぎやま/sugiyama 千葉/ちば/chiba 村田/むらた/murata
  増田/ますだ/masuda 小島/こじま/kojima 平野/ひらの/hirano 桜井/さくらい/sakurai 久保/くぼ/kubo 菅原/すがわら/sugawara
  新井/あらい/arai 野口/のぐち/noguchi 松井/まつい/matsui 菊地/きくち/kikuchi 木下/きのした/kinoshita 渡部/わたべ/watabe
  佐野/さの/sano 大塚/おおつか/otsuka 水野/みずの/mizuno 髙島/たかしま/takashima 五十嵐/いがらし/igarashi 比嘉/ひが/higa
  川村/かわむら/kawamura 飯田/いいだ/iida 吉川/よしかわ/yoshikawa 古川/ふるかわ/furukawa 東/ひがし/higashi 榎本/えのもと/enomoto
  小笠原/おがさわら/ogasawara 神谷/かみや/kamiya 河合/かわい/kawai 熊谷/くまがい/kumagai 早川/はやかわ/hayakawa 辻/つじ/tsuji
  望月/もちづき/mochizuki 土屋/つちや/tsuchiya 𠮷岡/よしおか/yoshioka 浜田/はまだ/hamada 須藤/すどう/sudo 勅使河原/てしがわら/teshigawara
`)

/** Women's names, from older to younger. */
export const women = names(`
  和子/かずこ/kazuko 幸子/さちこ/sachiko 節子/せつこ/setsuko 洋子/ようこ/yoko 恵子/けいこ/keiko 京子/きょうこ/kyoko
  久美子/くみこ/kumiko 由美子/ゆみこ/yumiko 裕子/ゆうこ/yuko 明美/あけみ/akemi 真由美/まゆみ/mayumi 智子/ともこ/tomoko
  直美/なおみ/naomi 香織/かおり/kaori 陽子/ようこ/yoko 恵/めぐみ/megumi 理恵/りえ/rie 美穂/みほ/miho 愛/あい/ai
  千春/ちはる/chiharu 麻衣/まい/mai 沙織/さおり/saori 舞/まい/mai 彩/あや/aya 美咲/みさき/misaki 愛美/まなみ/manami
  未来/みく/miku 萌/もえ/moe 七海/ななみ/nanami 優花/ゆうか/yuka 葵/あおい/aoi さくら/さくら/sakura 陽菜/ひな/hina
  結衣/ゆい/yui 莉子/りこ/riko 凛/りん/rin
`)

/** Men's names, from older to younger. */
export const men = names(`
  茂/しげる/shigeru 勝/まさる/masaru 清/きよし/kiyoshi 博/ひろし/hiroshi 隆/たかし/takashi 誠/まこと/makoto 浩/ひろし/hiroshi
  修/おさむ/osamu 健一/けんいち/kenichi 浩二/こうじ/koji 直樹/なおき/naoki 哲也/てつや/tetsuya 大輔/だいすけ/daisuke
  健太/けんた/kenta 拓也/たくや/takuya 翔太/しょうた/shota 亮/りょう/ryo 大樹/だいき/daiki 蓮/れん/ren 悠斗/ゆうと/yuto
`)
