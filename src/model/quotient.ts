/** Words by which a heading or row label says that its figures are quotients. Labels are compared normalised. */

/** An amount for each person, case, household, class, day …: 人均, 次均, 班均, 平均. */
export const AVERAGE = /(?:[人次户班床店村件家日月年]均|人平|均次|平均|每人)/;

/** A share of the total of its own column. */
export const SHARE = /(?:结构|比重|占比|构成|份额)/;

/** A quotient that is printed as a rate, by the end of its label: 参保率, 报销比例, 增幅（%）. */
export const RATE = /(?:率|比例|占比|比重|幅度|增减%|增长%|增幅|%)(?:\([^)]*\))?$/;

/** Whether a label says that its figures were divided, anywhere in it. */
export const saysQuotient = (label: string): boolean => AVERAGE.test(label) || /率|比例|比重|占比|增幅/.test(label);
