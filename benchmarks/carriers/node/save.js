// Opens workbooks and saves them without a change: node save.js exceljs|sheetjs FOLDER FILE...
"use strict";
const path = require("node:path");

const SAVE = {
  async exceljs(file, target) {
    const { Workbook } = require("exceljs");
    const book = new Workbook();
    await book.xlsx.readFile(file);
    await book.xlsx.writeFile(target);
  },
  async sheetjs(file, target) {
    const XLSX = require("xlsx");
    XLSX.writeFile(XLSX.readFile(file), target);
  },
};

async function main([program, folder, ...files]) {
  for (const file of files) {
    try {
      await SAVE[program](file, path.join(folder, path.basename(file)));
    } catch (error) {
      console.error(`${path.basename(file)}: ${error.message}`);
    }
  }
}

main(process.argv.slice(2));
