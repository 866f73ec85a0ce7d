/** How R reads a release. Shipped in it, shown in `docs/guides/analyst.md`, and run against a release by hand before every change. */
export const rScript = `# Reads a Waymark release into a list of data frames, typed by the codebook.
# Run it in the folder the ZIP was unpacked to. Base R is enough for CSV.
codebook <- read.csv("codebook.csv", colClasses = "character", na.strings = character(), encoding = "UTF-8")

read_table <- function(table) {
  columns <- codebook[codebook$table == table, ]
  classes <- c(text = "character", integer = "integer", number = "numeric", date = "Date", boolean = "character")
  frame <- read.csv(file.path("csv", paste0(table, ".csv")), colClasses = unname(classes[columns$type]),
                    na.strings = "", encoding = "UTF-8", check.names = FALSE)
  for (name in columns$name[columns$type == "boolean"]) frame[[name]] <- frame[[name]] == "true"
  frame
}

waymark <- sapply(unique(codebook$table), read_table, simplify = FALSE)

# The same from Parquet, types included: waymark <- lapply(list.files("parquet", full.names = TRUE), arrow::read_parquet)

# An example: first and latest level by outcome, from the mentors' perspective. Levels are ordered words, so compare shares.
moved <- subset(waymark$standings, perspective == "mentor" & scored >= 2)
print(prop.table(table(sign(moved$latest_level - moved$first_level))))
`;

/** How Python reads a release, with nothing but its standard library. */
export const pythonScript = `"""Reads a Waymark release into a dictionary of lists of rows, typed by the codebook.

Run it in the folder the ZIP was unpacked to. Python 3.9 or newer; nothing to install for CSV.
"""
import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

CASTS = {
    "text": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": lambda cell: cell == "true",
}

with open("codebook.csv", encoding="utf-8", newline="") as file:
    types = defaultdict(dict)
    for column in csv.DictReader(file):
        types[column["table"]][column["name"]] = CASTS[column["type"]]


def read_table(table):
    with open(Path("csv") / f"{table}.csv", encoding="utf-8", newline="") as file:
        return [
            {name: None if cell == "" else types[table][name](cell) for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


waymark = {table: read_table(table) for table in types}

# The same from Parquet, with pandas: {f.stem: pandas.read_parquet(f) for f in Path("parquet").glob("*.parquet")}

# An example: first and latest level by outcome, from the mentors' perspective. Levels are ordered words, so compare shares.
moved = [row for row in waymark["standings"] if row["perspective"] == "mentor" and row["scored"] >= 2]
ways = Counter(
    "up" if row["latest_level"] > row["first_level"] else "down" if row["latest_level"] < row["first_level"] else "same"
    for row in moved
)
for way, n in ways.most_common():
    print(way, n, round(n / len(moved), 3))
`;
