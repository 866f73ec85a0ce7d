source("write.R")
suppressMessages({ library(vcd); library(psych) })

# Krippendorff (2011), 4 observers, 12 units
observers <- rbind(
  c(1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA), c(1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3),
  c(NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA), c(1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA))
ratings <- na.omit(data.frame(unit = rep(seq_len(12) - 1, each = 4), value = as.vector(observers)))

# Shrout & Fleiss (1979), six targets, four judges
targets <- rbind(c(9, 2, 5, 8), c(6, 1, 3, 2), c(8, 4, 6, 8), c(7, 1, 2, 6), c(10, 5, 6, 9), c(6, 2, 4, 7))

set.seed(20260301)
many <- matrix(round(rnorm(30, 5, 2) + rep(c(0, 1, -1), each = 30) + rnorm(90)), 30)
student <- rep(0:39, each = 6)
own <- rnorm(40, 0, 0.9)[student + 1]
level <- function(x) findInterval(x, c(-1, 0, 1.2)) + 1
ability <- rnorm(240)
pairs <- data.frame(cluster = student, first = level(ability + rnorm(240, 0, 0.5)), second = level(ability + own + rnorm(240, 0, 0.5)))

weights_of <- function(k, power) 1 - (abs(outer(1:k, 1:k, "-")) / (k - 1))^power
kappa_of <- function(p, w) {
  e <- sum(w * outer(rowSums(p), colSums(p)))
  (sum(w * p) - e) / (1 - e)
}
ac2_of <- function(p, w) {
  k <- nrow(p)
  share <- (rowSums(p) + colSums(p)) / 2
  e <- sum(w) / (k * (k - 1)) * sum(share * (1 - share))
  (sum(w * p) - e) / (1 - e)
}

# Errors by another road than ours: the derivative towards one more pair in each cell is taken numerically
influence <- function(f, p) {
  h <- 1e-4
  out <- p
  at <- function(i, t) { q <- p * (1 - t); q[i] <- q[i] + t; f(q) }
  for (i in seq_along(p)) out[i] <- (8 * (at(i, h) - at(i, -h)) - (at(i, 2 * h) - at(i, -2 * h))) / (12 * h)
  out
}
clustered <- function(f, pairs, k = 4) {
  p <- table(factor(pairs$first, 1:k), factor(pairs$second, 1:k)) / nrow(pairs)
  values <- influence(f, p)[cbind(pairs$first, pairs$second)]
  g <- tapply(values, pairs$cluster, sum)
  c(f(p), sqrt(length(g) / (length(g) - 1) * sum(g^2)) / nrow(pairs))
}
both <- function(of) sapply(c(none = NA, linear = 1, quadratic = 2), simplify = FALSE, function(power) {
  w <- if (is.na(power)) diag(4) else weights_of(4, power)
  clustered(function(p) of(p, w), pairs)
})

vcd_kappa <- function(table, weights) {
  k <- Kappa(table, weights = weights)
  list(unweighted = unname(k$Unweighted), weighted = unname(k$Weighted))
}
single <- data.frame(cluster = seq_len(91), expand.grid(first = 1:4, second = 1:4)[rep(1:16, as.vector(SexualFun)), ])

# Krippendorff's alpha from its definition, over all pairs of ratings, without a coincidence matrix
kripp <- function(r, metric) {
  r <- r[r$unit %in% names(which(table(r$unit) > 1)), ]
  n_of <- table(r$value)
  d <- function(a, b) {
    if (metric == "nominal") return(as.numeric(a != b))
    if (metric == "interval") return((a - b)^2)
    if (metric == "ratio") return(((a - b) / (a + b))^2)
    lo <- min(a, b); hi <- max(a, b)
    v <- as.numeric(names(n_of))
    (sum(n_of[v >= lo & v <= hi]) - (n_of[[as.character(a)]] + n_of[[as.character(b)]]) / 2)^2
  }
  pairwise <- function(x) { s <- 0; for (i in seq_along(x)) for (j in seq_along(x)) if (i != j) s <- s + d(x[i], x[j]); s }
  n <- nrow(r)
  observed <- sum(tapply(r$value, r$unit, function(x) pairwise(x) / (length(x) - 1))) / n
  1 - observed / (pairwise(r$value) / (n * (n - 1)))
}
metrics <- c("nominal", "ordinal", "interval", "ratio")

icc <- function(x) {
  r <- ICC(x, lmer = FALSE)$results
  data.frame(model = rep(c("1", "2", "3"), 2), average = rep(c(FALSE, TRUE), each = 3),
             icc = r$ICC, lower = r$`lower bound`, upper = r$`upper bound`)
}

write_reference("agreement",
  list(sexualFun = unclass(SexualFun), ratings = ratings, targets = targets, many = many, pairs = pairs),
  list(
    sexualFun = list(linear = vcd_kappa(SexualFun, "Equal-Spacing"), quadratic = vcd_kappa(SexualFun, "Fleiss-Cohen")),
    # without clusters the sum of squares is over pairs, without G / (G - 1)
    sexualFunAc2 = clustered(function(p) ac2_of(p, weights_of(4, 2)), single) * c(1, sqrt(90 / 91)),
    kappa = both(kappa_of), ac2 = both(ac2_of),
    gap = { g <- with(pairs, tapply(second - first - mean(second - first), cluster, sum))
      c(mean(pairs$second - pairs$first), sqrt(40 / 39 * sum(g^2)) / 240) },
    krippendorff = sapply(metrics, function(m) kripp(ratings, m), simplify = FALSE),
    icc = icc(targets), iccMany = icc(many)
  ))
