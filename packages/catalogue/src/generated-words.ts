// The vocabulary of generated halls: 42 units with three things each, and what can be done with a thing.

export type Unit = {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly zone: string;
  readonly kind: 'government' | 'convenience';
  readonly things: readonly (readonly [zh: string, en: string])[];
};

export type Action = {
  readonly zh: string;
  readonly en: string;
  readonly kind: 'permit' | 'registration' | 'confirmation';
};

export const actions: readonly Action[] = [
  { zh: '核发', en: 'first issue', kind: 'permit' },
  { zh: '变更', en: 'change', kind: 'registration' },
  { zh: '延续', en: 'renewal', kind: 'permit' },
  { zh: '注销', en: 'cancellation', kind: 'registration' },
  { zh: '补办', en: 'replacement', kind: 'confirmation' },
  { zh: '换发', en: 'exchange', kind: 'confirmation' },
  { zh: '查询', en: 'query', kind: 'confirmation' },
  { zh: '更正', en: 'correction', kind: 'registration' },
  { zh: '核验', en: 'verification', kind: 'confirmation' },
  { zh: '年度报告', en: 'annual report', kind: 'registration' },
];

const rows = `
business|市场监管局|Market Regulation|1F-A|营业执照:business licence;食品经营许可证:food business permit;计量器具证:measuring device certificate
residence|户籍管理处|Household Registration|1F-A|户口簿:household register;居住证:residence permit;身份证:identity card
labour|人社局|Human Resources|1F-B|社会保障卡:social security card;就业登记证:employment certificate;职称证书:professional title
insurance|医保局|Healthcare Security|1F-B|医保凭证:insurance voucher;异地就医备案表:out-of-area care filing;门诊慢特病资格:chronic care status
estate|不动产中心|Real Estate Centre|1F-C|不动产权证:title certificate;抵押登记证明:mortgage certificate;预告登记证明:advance notice
revenue|税务分局|Tax Branch|1F-C|税务登记信息:tax registration;发票领用资格:invoice entitlement;完税证明:tax payment certificate
passport|出入境管理处|Exit and Entry|1F-A|普通护照:passport;往来港澳通行证:Hong Kong and Macao pass;居留许可:residence visa
traffic|车辆管理所|Vehicle Office|1F-D|机动车行驶证:vehicle licence;驾驶证:driving licence;机动车号牌:number plates
welfare|民政处|Civil Affairs|1F-B|社会团体证书:association certificate;低保证:subsistence certificate;收养登记证:adoption certificate
housingfund|公积金中心|Housing Fund Centre|1F-C|公积金账户:fund account;公积金贷款合同:fund loan contract;缴存证明:deposit certificate
land|自然资源处|Natural Resources|2F-A|规划许可证:planning permit;采矿许可证:mining permit;用地批准书:land approval
building|住建处|Housing and Construction|2F-A|施工许可证:building permit;企业资质证书:company qualification;预售许可证:pre-sale permit
roads|交通处|Transport|2F-A|道路运输证:road transport permit;从业资格证:driver qualification;航道许可证:waterway permit
clinic|卫健处|Health|2F-B|医疗机构许可证:clinic permit;公共场所卫生证:hygiene permit;护士执业证:nurse licence
school|教体处|Education and Sports|2F-B|办学许可证:school permit;教师资格证:teacher certificate;校车标牌:school bus plate
farm|农业处|Agriculture|2F-B|种子经营证:seed permit;动物防疫证:animal health permit;农机牌证:farm machine licence
law|司法处|Justice|2F-B|律师执业证:lawyer licence;公证员证:notary licence;法律援助决定书:legal aid decision
city|城管处|Urban Management|2F-A|户外广告证:outdoor advertising permit;占道许可证:street use permit;渣土运输证:waste transport permit
environment|生态环境处|Environment|2F-A|排污许可证:discharge permit;辐射安全证:radiation permit;危废经营证:hazardous waste permit
planning|发改处|Development and Reform|2F-C|项目备案证:project filing;节能审查意见:energy review;招标核准书:tender approval
rivers|水利处|Water Resources|2F-C|取水许可证:water abstraction permit;河道采砂证:sand permit;水保方案批复:soil conservation approval
arts|文旅处|Culture and Tourism|2F-C|演出许可证:performance permit;旅行社许可证:travel agency permit;网吧许可证:internet cafe permit
factories|工信处|Industry|2F-C|无线电执照:radio licence;民爆许可证:explosives permit;技改备案证:upgrade filing
faith|民宗处|Ethnic and Religious Affairs|2F-C|清真标志牌:halal sign;宗教场所证:religious site certificate;民族成份证明:ethnicity certificate
treasury|财政处|Finance|2F-D|会计代理许可证:bookkeeping permit;票据领购证:receipt permit;采购备案表:procurement filing
woods|林草处|Forestry and Grassland|2F-D|林木采伐证:felling permit;木材经营证:timber permit;草原征用批复:grassland approval
trade|商务处|Commerce|2F-D|对外贸易备案表:foreign trade filing;成品油经营证:fuel trade permit;拍卖许可证:auction permit
safety|应急处|Emergency Management|2F-D|安全生产证:work safety permit;危化品经营证:chemicals permit;烟花爆竹证:fireworks permit
veterans|退役军人处|Veterans Affairs|2F-D|优待证:veteran card;安置介绍信:placement letter;残疾军人证:disabled veteran card
weather|气象处|Meteorology|2F-D|防雷审核书:lightning review;气球施放证:balloon permit;气象证明:weather certificate
fire|消防处|Fire Safety|2F-D|消防安全检查证:fire inspection certificate;消防验收意见:fire acceptance;重点单位档案:key site file
federation|残联|Disability Federation|1F-B|残疾人证:disability certificate;辅具适配单:assistive device order;康复救助卡:rehabilitation card
tobacco|烟草处|Tobacco|2F-E|烟草零售证:tobacco retail permit;烟草批发证:tobacco wholesale permit;烟叶准运证:tobacco transport permit
records|档案处|Archives|1F-B|档案证明:record certificate;档案复制件:record copy;档案移交清单:transfer list
printing|新闻出版处|Press and Publication|2F-E|印刷许可证:printing permit;出版物零售证:bookshop permit;电影放映证:cinema permit
shelters|人防处|Civil Air Defence|2F-E|人防工程使用证:shelter use permit;易地建设批复:off-site approval;人防验收表:shelter acceptance
statistics|统计处|Statistics|2F-E|统计单位登记:statistical registration;涉外调查证:foreign survey permit;统计资料证明:statistics certificate
grain|粮储处|Grain Reserves|2F-E|粮食收购备案:grain purchase filing;粮食质检报告:grain test report;储备资格证:storage qualification
electricity|供电服务台|Electricity Desk|1F-E|用电户头:electricity account;分布式电源并网单:solar connection;电费账单:electricity bill
tapwater|供水服务台|Water Desk|1F-E|用水户头:water account;水表:water meter;水费账单:water bill
heating|燃气服务台|Gas Desk|1F-E|燃气户头:gas account;燃气表:gas meter;燃气账单:gas bill
cashier|银行服务台|Bank Desk|1F-E|缴费通知:payment notice;缴费收据:payment receipt;对公账户:company account
`;

/** In this order departments get their prefixes; the last four are convenience units. */
export const units: readonly Unit[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [id = '', zh = '', en = '', zone = '', things = ''] = row.split('|');
    const kind = ['electricity', 'tapwater', 'heating', 'cashier'].includes(id) ? 'convenience' : 'government';
    return { id, zh, en, zone, kind, things: things.split(';').map(pair) };
  });

function pair(text: string): readonly [string, string] {
  const [zh = '', en = ''] = text.split(':');
  return [zh, en];
}
