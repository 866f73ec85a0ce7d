# Sourced by every script here: `write_reference("kappa", input, values)` writes kappa.json with 17 digits, the session, and a
# hash of the input, so that a changed input shows in the difference. Rows of a matrix or a data frame become arrays or objects.
library(jsonlite)

write_reference <- function(name, input, values) {
  session <- sessionInfo()
  packages <- c(session$otherPkgs, session$loadedOnly)
  whole <- list(
    session = list(
      R = session$R.version$version.string,
      platform = session$platform,
      packages = lapply(packages[order(names(packages))], function(p) p$Version)
    ),
    inputHash = digest::digest(to_text(input), algo = "sha256", serialize = FALSE),
    input = input,
    values = values
  )
  writeLines(to_text(whole), paste0(name, ".json"))
}

# jsonlite stops at 15 digits: numbers pass through it as marked text
to_text <- function(x) {
  text <- toJSON(marked(x), auto_unbox = TRUE, null = "null", na = "null")
  gsub("\"@@([^@]*)@@\"", "\\1", text)
}

marked <- function(x) {
  if (is.list(x)) {
    x[] <- lapply(x, marked)
  } else if (is.double(x)) {
    digits <- ifelse(is.finite(x), sprintf("@@%.17g@@", x), "@@null@@")
    x <- if (is.null(dim(x))) digits else array(digits, dim(x))
  }
  x
}
