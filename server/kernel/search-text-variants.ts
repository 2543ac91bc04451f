/**
 * Characters that a search takes for one, a group a word: the first stands for the others. Our own list, by kind.
 * Left apart on purpose: 阪/坂, 埼/崎, 畠/畑, 碕/崎, which are other names.
 */
const GROUPS = [
  // 旧字体 of 常用漢字, with forms of the same that Chinese and Korean sets have.
  `亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 稲稻 飲飮 隠隱 営營 栄榮 衛衞 駅驛 円圓 塩鹽 艶艷豔 応應 桜櫻 奥奧 横橫 欧歐
  殴毆 黄黃 温溫 穏穩 仮假 価價 画畫畵 会會 絵繪 壊壞 懐懷 拡擴 殻殼 覚覺 学學斈 岳嶽 楽樂 渇渴 缶罐 巻卷 陥陷 勧勸
  寛寬 関關 歓歡 観觀 気氣 既旣 帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧舉 虚虛 峡峽 挟挾 狭狹 郷鄕鄉 暁曉 区區 駆驅駈 勲勳勛
  薫薰 径徑 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄雞 芸藝 撃擊 欠缺 研硏 県縣 倹儉 剣劍劔劒劎釼 険險 圏圈 検檢
  献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 鉱鑛砿 号號 国國圀囯 黒黑 砕碎 済濟 斉齊斎齋斊 剤劑 雑雜襍 参參 桟棧 蚕蠶 惨慘
  賛贊 残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫冩 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 叙敍敘 将將 称稱
  焼燒 証證 奨奬獎 条條 状狀 乗乘 浄淨 剰剩 畳疊疉 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹
  酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 静靜 青靑 清淸 税稅 窃竊 摂攝 説說 絶絕 専專 浅淺 戦戰 践踐
  銭錢 潜潛濳 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插揷 巣巢 装裝 総總緫 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮
  対對 体體躰 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 弾彈 断斷 痴癡 遅遲 昼晝 虫蟲 鋳鑄 庁廳 徴徵 聴聽
  勅敕 鎮鎭 逓遞 鉄鐵銕 点點 転轉 伝傳 灯燈 当當 党黨 盗盜 闘鬪鬭 徳德悳 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜
  廃廢 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕 浜濱濵 瓶甁 払拂 仏佛 併倂 並竝 辺邊邉 変變 弁辨瓣辯 歩步 宝寶寳
  豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 薬藥 与與 予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽
  竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆 歴歷 恋戀 炉爐 労勞 楼樓 録錄 湾灣 亀龜 冊册 剥剝
  叱𠮟 頬頰 填塡 喩喻 餅餠 顔顏 産產 戸戶 舎舍 告吿 内內 脱脫 鋭銳 悦悅 閲閱 縁緣 強强 教敎 呉吳 娯娛 弯彎
  曽曾 痩瘦 籠篭 概槪 衆眾 冒冐 群羣 隣鄰 略畧 飾餝 婿聟壻 歳嵗 裏裡 峰峯 船舩 涼凉 間閒 淵渕渊 杯盃`,
  // Of 人名用漢字, and shapes that type foundries made simpler.
  `亘亙 凛凜 尭堯 巌巖 晃晄 桧檜 槙槇 祢禰 祷禱 禄祿 穣穰 萌萠 遥遙 瑶瑤 蝉蟬 蛎蠣 鴎鷗 鴬鶯 鯵鰺 麹麴 薮藪 枡桝 晋晉
  迩邇 纏纒 兎兔 蝋蠟 彦彥 鈎鉤 穎頴 焔焰 潅灌 諌諫 侭儘 靭靱 賎賤 蒋蔣 醤醬 砺礪 芦蘆 壺壷 鹸鹼 噛嚙 繍繡 涜瀆
  箪簞 掴摑 顛顚 頚頸 騨驒 溌潑 醗醱 嚢囊 嘘噓 唖啞 躯軀 繋繫 屏屛 莱萊 侠俠 梼檮 涛濤 撹攪 臈﨟 欅﨔 俣俁 雁鴈
  竃竈 狸貍 鼠鼡 檪櫟 鰕蝦`,
  // Forms that stand in names, of people and of shops.
  `高髙 崎﨑嵜 島嶋嶌嶹 桑桒 柳栁桺 昇曻 富冨 土圡 吉𠮷 橋𣘺槗 野埜 館舘 秋穐龝 園薗 松枩 梅楳 喜㐂 第㐧 哲喆 鶴靏靍
  蛇虵 町甼 角⻆ 鎌鐮 庄庒 達逹`,
  // Parts of characters (U+2E80) that PDF files hold in place of characters.
  `長⻑ 西⻄ 門⻔ 貝⻉ 車⻋ 食⻝⻞ 骨⻣ 鬼⻤ 黄⻩ 麦⻨ 斉⻫ 歯⻭ 竜⻯ 亀⻲ 虎⻁ 見⻅ 金⻐ 風⻛ 飛⻜ 馬⻢ 魚⻥ 鳥⻦ 民⺠ 青⻘ 月⺝`,
]

/** The groups by themselves: what stands for the others comes first. */
export const searchVariantGroups: readonly (readonly string[])[] = GROUPS.join(' ')
  .split(/\s+/)
  .map((group) => Array.from(group))

/** By each character the one that stands for it in a search. */
export const searchVariants: ReadonlyMap<string, string> = new Map(
  searchVariantGroups.flatMap(([one = '', ...others]) =>
    others.map((other): [string, string] => [other, one]),
  ),
)
