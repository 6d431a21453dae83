export { createPrinter } from './create-printer.ts';
export type { Printer, PrinterOptions } from './create-printer.ts';
