"""Town areas in whole or published km²: one scalar fact a town, used as a Voronoi weight.

Published figures where one was found (zgjm5.cn/files/49230.html, p2.ttnews.xyz "東莞市行政區劃",
zhizhiguan.com/shbk/vm8208.html, soolun.net on 望牛墩); the others are rounded to km² from local
measurement of reference polygons that are not part of the project. 东莞港 counts with 沙田; the
other parks without a row (生态园, 滨海湾) fall to their neighbours. The weights are scaled to the
whole city, so only the shares matter.
"""

from __future__ import annotations

TOWN_KM2: dict[str, float] = {
    "东城街道": 110.0,
    "南城街道": 56.6,
    "万江街道": 48.6,
    "莞城街道": 13.5,
    "石碣镇": 36.21,
    "石龙镇": 13.83,
    "茶山镇": 45.4,
    "石排镇": 48.72,
    "企石镇": 58.0,
    "横沥镇": 48.0,
    "桥头镇": 56.0,
    "谢岗镇": 91.0,
    "东坑镇": 25.0,
    "常平镇": 104.0,
    "寮步镇": 70.0,
    "樟木头镇": 118.8,
    "大朗镇": 98.0,
    "黄江镇": 94.0,
    "清溪镇": 140.0,
    "塘厦镇": 128.0,
    "凤岗镇": 83.0,
    "大岭山镇": 96.0,
    "长安镇": 95.0,
    "虎门镇": 178.5,
    "厚街镇": 125.7,
    "沙田镇": 113.0,
    "道滘镇": 55.0,
    "洪梅镇": 33.2,
    "麻涌镇": 91.11,
    "望牛墩镇": 31.57,
    "中堂镇": 60.0,
    "高埗镇": 35.0,
    "松山湖": 58.0,
}
