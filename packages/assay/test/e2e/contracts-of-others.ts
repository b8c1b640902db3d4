/** Contracts as others write them: nothing in them is Assay's, but for one rule of a check it does not have. */
export const smallCustomers = `apiVersion: v3.1.0
kind: DataContract
id: customers-small
version: 1.0.0
status: active
servers: [{server: dev, type: duckdb, database: crm.duckdb, schema: main}]
schema:
  - name: customers
    properties:
      - {name: customer_id, logicalType: integer, required: true, unique: true}
      - {name: country, logicalType: string,
         quality: [{id: known, metric: invalidValues, arguments: {validValues: [DE, FR, PL]}, mustBe: 0}]}
`;

/** Every kind of rule that is run. */
export const shopOrders = `apiVersion: v3.1.0
kind: DataContract
id: shop-orders
version: 2.1.0
status: active
servers: [{server: files, type: local, path: "data/{model}/*.parquet", format: parquet}]
schema:
  - {name: promos, properties: [{name: shop, primaryKey: true, primaryKeyPosition: 1},
                                {name: code, primaryKey: true, primaryKeyPosition: 2}]}
  - {id: cust, name: customers, physicalName: customers_v2, properties: [
      {id: pk, name: id, logicalType: integer, primaryKey: true, logicalTypeOptions: {minimum: 1, format: i64}},
      {name: email, logicalType: string, classification: pii, logicalTypeOptions: {maxLength: 80, format: email}}]}
  - name: orders
    relationships: [{from: [orders.shop, orders.promo], to: [promos.shop, promos.code]}]
    quality:
      - {id: volume, metric: rowCount, mustBeBetween: [1000, 500000], dimension: coverage}
      - {id: lines, metric: duplicateValues, arguments: {properties: [shop, order_no]}, mustBe: 0}
      - {id: paid, type: sql, query: "SELECT sum(amount) >= 0 FROM {object}", mustBe: true}
      - {id: trend, type: custom, engine: assay, implementation: {check: anomaly, metric: rowCount}}
    properties: [
      {name: shop, logicalType: string, required: true}, {name: promo, logicalType: string}, {name: eta, logicalType: time},
      {name: order_no, physicalName: ORDER_NO, logicalType: string, physicalType: VARCHAR, unique: true,
       logicalTypeOptions: {minLength: 8, maxLength: 12, pattern: "^[A-Z]{2}[0-9]+$"}},
      {name: customer_id, logicalType: integer, relationships: [{to: schema/cust/properties/pk}],
       quality: [{id: guests, metric: nullValues, mustBeLessThan: 1, unit: percent, severity: warning}]},
      {name: amount, logicalType: number, logicalTypeOptions: {exclusiveMinimum: 0, maximum: 99999, multipleOf: 0.01},
       quality: [{type: sql, query: "SELECT max({property}) FROM {object}", mustBeLessOrEqualTo: 90000}]},
      {name: state, logicalType: string, quality: [
        {id: states, metric: invalidValues, arguments: {validValues: [new, paid, sent]}, mustBe: 0},
        {id: gaps, metric: missingValues, arguments: {missingValues: [null, "", n/a]}, mustBeLessThan: 20}]},
      {name: created_at, logicalType: timestamp, logicalTypeOptions: {minimum: "2020-01-01T00:00:00Z"}},
      {name: ship_day, logicalType: date, logicalTypeOptions: {format: yyyy-MM-dd}}, {name: gift, logicalType: boolean},
      {name: tags, logicalType: array, logicalTypeOptions: {maxItems: 9, uniqueItems: true}, items: {logicalType: string}},
      {name: address, logicalType: object, logicalTypeOptions: {required: [zip], maxProperties: 5},
       properties: [{name: zip, logicalType: string, logicalTypeOptions: {pattern: "^[0-9]{5}$"}}]}]
slaProperties:
  - {id: fresh, property: latency, value: 4, unit: h, element: orders.created_at, driver: operational}
  - {id: keep, property: retention, value: 3, unit: y, element: orders.created_at}
  - {id: eol, property: endOfLife, value: "2032-05-12T00:00:00Z"}
`;
