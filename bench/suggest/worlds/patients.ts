import { normal, pick } from '../../random.ts';
import { decides, isIn, isKey, says } from './truth.ts';
import { at, day, type MakeWorld, many, padded, to, whole } from './world.ts';

/** Stays in a hospital: places, codes with their texts, measurements, dates; one ward in 200 is wrong. */
export const patients: MakeWorld = (random) => {
  const towns = many(50, (index) => ({
    zip: padded(1067 + index * 311, 5),
    town: `Ort ${padded(index >> 1, 2)}`,
    state: at(['SN', 'BY', 'HE', 'NW', 'BE'], Math.floor(index / 10)),
  }));
  const diagnoses = many(30, (index) => ({
    code: `${at(['I', 'J', 'K', 'M', 'S'], index)}${padded(10 + index * 2, 2)}`,
    text: `condition number ${index}`,
    group: at(['heart', 'lung', 'gut', 'bones', 'injury'], index),
  }));
  const doctors = many(25, (index) => ({ doctor: 5000 + index * 3, ward: `W${1 + whole(random, 6)}` }));
  return {
    name: 'patients',
    parents: {},
    truths: [
      isKey('stay_id'),
      decides(['zip'], 'town'),
      decides(['town'], 'state'),
      decides(['icd_code'], 'diagnosis'),
      decides(['icd_code'], 'icd_group'),
      decides(['attending_no'], 'ward', 'dependency with 0.5 % errors'),
      says('order', 'admitted <= discharged', /admitted_on <= discharged_on/),
      says('order', 'diastolic <= systolic', /diastolic <=? systolic/),
      says('condition', 'not pregnant where male', /pregnant.*where sex|sex.*where pregnant/),
      says(
        'condition',
        'implant only of bones',
        /implant_no is (not )?null where icd_group|icd_group.*where implant/,
      ),
      says('together', 'ventilated hours and mode', /vent_mode.*vent_hours|vent_hours.*vent_mode/),
      says('ratio', 'dose per kg', /dose_per_kg - dose_mg|dose_mg - .*dose_per_kg/),
      says('sum', 'days = general + intensive', /(general_days \+ icu_days|icu_days \+ general_days)/),
      isIn('weight_kg', 'kg'),
      isIn('height_cm', 'cm'),
    ],
    batch: (draw, rows, part) =>
      many(rows, (index) => {
        const row = part * rows + index;
        const place = at(towns, Math.floor(towns.length * draw() ** 1.5));
        const { code, text, group } = pick(diagnoses, draw);
        const { doctor, ward } = pick(doctors, draw);
        const sex = pick(['f', 'm'], draw);
        const weight = to(78 + 13 * normal(draw), 1);
        const dose = 50 * (1 + whole(draw, 10));
        const [general, icu] = [1 + whole(draw, 12), draw() < 0.7 ? 0 : 1 + whole(draw, 5)];
        const ventilated = draw() < 0.3;
        const admitted = Math.floor(row / 30);
        return {
          stay_id: `S${padded(row * 3 + whole(draw, 3) + 200_000, 8)}`,
          sex,
          zip: place.zip,
          town: place.town,
          state: place.state,
          icd_code: code,
          diagnosis: text,
          icd_group: group,
          attending_no: doctor,
          ward: draw() < 0.005 ? `W${1 + whole(draw, 6)}` : ward,
          admitted_on: day(admitted),
          discharged_on: day(admitted + general + icu),
          general_days: general,
          icu_days: icu,
          total_days: general + icu,
          height_cm: to(171 + 9 * normal(draw), 0),
          weight_kg: weight,
          dose_mg: dose,
          dose_per_kg: to(dose / weight, 2),
          diastolic: to(78 + 8 * normal(draw), 0),
          systolic: 0,
          pregnant: sex === 'f' && draw() < 0.15 ? 'yes' : 'no',
          implant_no: group === 'bones' && draw() < 0.8 ? `X${padded((row * 7919 + part) % 1e6, 6)}` : null,
          vent_mode: ventilated ? pick(['CPAP', 'BIPAP', 'SIMV'], draw) : null,
          vent_hours: ventilated ? 1 + whole(draw, 90) : null,
        };
      }).map((one) => ({ ...one, systolic: Number(one.diastolic) + 20 + whole(draw, 45) })),
  };
};
