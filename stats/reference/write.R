# Sourced by every script here: `write_reference("kappa", input, values)` writes kappa.json with 17 digits, the session, and a
# hash of the input, so that a changed input shows in the difference. Rows of a matrix become arrays.
library(jsonlite)

write_reference <- function(name, input, values) {
  folder <- Sys.getenv("REFERENCE", ".")
  session <- sessionInfo()
  packages <- c(session$otherPkgs, session$loadedOnly)
  text <- toJSON(input, digits = NA, auto_unbox = TRUE, null = "null", na = "null")
  whole <- list(
    session = list(
      R = session$R.version$version.string,
      platform = session$platform,
      packages = lapply(packages[order(names(packages))], function(p) p$Version)
    ),
    inputHash = digest::digest(text, algo = "sha256", serialize = FALSE),
    input = input,
    values = values
  )
  writeLines(
    toJSON(whole, digits = I(17), auto_unbox = TRUE, null = "null", na = "null"),
    file.path(folder, paste0(name, ".json"))
  )
}
