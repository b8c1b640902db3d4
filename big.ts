import { writeFileSync, readFileSync } from 'node:fs';
import { htmlOf } from './packages/assay/src/report/html/html.ts';
import { pageOf } from './packages/assay/src/report/html/page.ts';
const cols = Number(process.argv[2] ?? 2000), nruns = 50;
const dims = ['accuracy','completeness','conformity','uniqueness','coverage'];
const verdicts:any[] = [];
for (let c=0;c<cols;c++) for (const [k,check] of ['presence','type','required','range','mean'].entries()) {
  const failed = (c*7+k)%211===0;
  verdicts.push({rule:`wide.c${c}/${check}`,check,element:`wide.c${c}`,dimension:dims[k],severity:'error',status:failed?'fail':'pass',message: failed?`${c} values above ${c}.5 of 1,000,000 (0.${c} %)`:`${check} is as demanded between ${c} and ${c+1}`,observed:c+k/7,count:failed?c:0,total:1000000,expected:'no values above',place:{file:'wide.odcs.yaml',line:c*5+k}, ...(failed?{evidence:{different:c,rows:Array.from({length:10},(_,i)=>({[`c${c}`]:Math.random(),rows:i}))}}:{})});
}
const run:any = {schema:'assay.run/v1',id:'rbig',startedAt:'2026-05-01T08:00:00.123Z',seconds:3.1,now:'2026-05-01T08:00:00Z',subject:{kind:'dataset',name:'wide',source:'wide.parquet',rows:1e8,columns:cols},contract:{id:'wide',version:'1',sha256:'x'},decision:'block',verdicts,scores:{overall:.93,dimensions:{accuracy:.8,completeness:1}},problems:[],engine:{id:'duckdb',version:'1',queries:3},environment:{assay:'0',node:'24',os:'l',arch:'x'}};
const runs:any = Array.from({length:nruns},(_,i)=>({id:`r${i}`,kind:'dataset',name:'wide',source:'w',startedAt:new Date(Date.UTC(2026,3,1+i)).toISOString(),seconds:3,decision:i%7?'admit':'block',rows:1e8+Math.round(Math.random()*1e6),passed:1,failed:i%7?0:3,unknown:0,notApplicable:0,waived:0,scores:{overall:.9,dimensions:{}}}));
const rules:any = Object.fromEntries(verdicts.map((v,j)=>[v.rule,{statuses:runs.map((_:any,i:number)=>(i*j)%1301===7?'f':'p').join(''),observed:runs.map(()=>Math.random()*100)}]));
const profile:any = {schema:'assay.profile/v1',name:'wide',source:'wide.parquet',description:'Parquet',rows:1e8,seconds:30,columns:Array.from({length:cols},(_,c)=>({name:`c${c}`,kind:'float',sqlType:'DOUBLE',confidential:false,metrics:{approxDistinct:98765+c,extent:{min:Math.random(),max:100+Math.random()},mean:50+Math.random(),nulls:{rows:1e8,nulls:c%13?0:c*1000},quantileSketch:{quantiles:{p1:Math.random(),p5:5+Math.random(),p25:25+Math.random(),p50:50+Math.random(),p75:75+Math.random(),p95:95+Math.random(),p99:99+Math.random()},bars:Array.from({length:12},()=>Math.round(Math.random()*1e7))},moments:{n:1e8,mean:50,variance:800,standardDeviation:28.3+Math.random(),skewness:Math.random(),kurtosis:-1.2},valueCounts:{top:Array.from({length:10},()=>({value:Math.random()*100,count:3})),distinct:98765+c,present:1e8,others:9e7}}})),problems:[],engine:{id:'duckdb',version:'1',queries:3}};
const page = pageOf('wide',{run,history:{runs,rules},profile});
const t = performance.now();
const html = htmlOf({schema:'assay.report/v1',madeAt:new Date().toISOString(),assay:'0.1.0',checks:{range:{summary:'In range.',why:'Because.'}},pages:[page]},{script:readFileSync('packages/assay/web/report.js','utf8'),style:readFileSync('packages/assay/web/report.css','utf8')});
console.log('rendered', Math.round(performance.now()-t),'ms', html.length);
writeFileSync('/tmp/big.html', html);
