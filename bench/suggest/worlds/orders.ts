import { pick } from '../../random.ts';
import { decides, isKey, refers, says } from './truth.ts';
import { at, day, type MakeWorld, many, padded, to, whole } from './world.ts';

const taxes: Readonly<Record<string, number>> = { AT: 20, DE: 19, FR: 20, IT: 22, NL: 21, PL: 23 };
const cities = many(40, (index) => ({ postcode: 10_115 + index * 613, city: `Town ${padded(index, 2)}` }));

/** Lines of orders with customers, prices, taxes, discounts and dates; one city in 200 is wrong. */
export const orders: MakeWorld = (random) => {
  const articles = many(120, (index) => ({
    article_no: 700_100 + index * 11,
    price: to(2 + 90 * random() ** 2, 2),
    group: pick(['pipe', 'valve', 'seal', 'tool', 'pump'], random),
  }));
  const customers = many(60, (index) => ({
    customer_id: `C${padded(index * 17 + 5, 5)}`,
    country: pick(Object.keys(taxes), random),
    segment: pick(['A', 'B', 'B', 'C', 'C', 'C'], random),
    home: whole(random, cities.length),
  }));
  return {
    name: 'orders',
    parents: {
      customers: customers.map(({ customer_id, country }) => ({ customer_id, country })),
      articles: articles.map(({ article_no, group, price }) => ({ article_no, group, price })),
    },
    truths: [
      isKey('line_id'),
      decides(['customer_id'], 'country'),
      decides(['customer_id'], 'segment'),
      decides(['country'], 'tax_percent'),
      decides(['article_no'], 'unit_price'),
      decides(['article_no'], 'product_group'),
      decides(['postcode'], 'city', 'dependency with 0.5 % errors'),
      says('product', 'net = quantity x price', /quantity \* unit_price|unit_price \* quantity/),
      says('sum', 'gross = net + tax', /(net_amount \+ tax_amount|tax_amount \+ net_amount)/),
      says('order', 'ordered <= shipped', /ordered_on <= shipped_on/),
      says('order', 'shipped <= delivered', /shipped_on <= delivered_on/),
      says('condition', 'no shipping where open', /shipped_on is null where|state.* where shipped_on/),
      says(
        'condition',
        'no discount but for segment A',
        /discount_percent = 0 where|segment = 'A' where discount_percent/,
      ),
      says('together', 'payment reference and date', /paid_on.*payment_ref|payment_ref.*paid_on/),
      refers('customer_id', 'customers'),
      refers('article_no', 'articles'),
    ],
    batch: (draw, rows, part) =>
      many(rows, (index) => {
        const row = part * rows + index;
        const customer = pick(customers, draw);
        const article = at(articles, Math.floor(articles.length * draw() ** 1.6));
        const place = at(cities, customer.home);
        const quantity = 1 + Math.floor(-6 * Math.log(1 - draw()));
        const net = to(quantity * article.price, 2);
        const rate = taxes[customer.country] ?? 0;
        const tax = to((net * rate) / 100, 2);
        const ordered = Math.floor(row / 50);
        const state = pick(['open', 'shipped', 'delivered', 'delivered', 'delivered'], draw);
        const shipped = ordered + whole(draw, 5);
        const paid = state === 'delivered' && draw() < 0.8;
        return {
          line_id: 9_000_000 + row * 3 + whole(draw, 3),
          customer_id: customer.customer_id,
          country: customer.country,
          segment: customer.segment,
          postcode: place.postcode,
          city: draw() < 0.005 ? pick(cities, draw).city : place.city,
          article_no: article.article_no,
          product_group: article.group,
          quantity,
          unit_price: article.price,
          net_amount: net,
          tax_percent: rate,
          tax_amount: tax,
          gross_amount: to(net + tax, 2),
          discount_percent: customer.segment === 'A' ? 5 * whole(draw, 4) : 0,
          ordered_on: day(ordered),
          shipped_on: state === 'open' ? null : day(shipped),
          delivered_on: state === 'delivered' ? day(shipped + 1 + whole(draw, 6)) : null,
          state,
          paid_on: paid ? day(shipped + 8 + whole(draw, 20)) : null,
          payment_ref: paid ? `P${padded(whole(draw, 1e8), 8)}` : null,
        };
      }),
  };
};
