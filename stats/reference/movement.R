source("write.R")
suppressMessages({ library(metafor); library(coin) })

# Two groups, five outcomes a student, one of the groups near the ceiling
set.seed(20260302)
students <- 60
group <- rep(0:1, each = students / 2)
ability <- rnorm(students, c(0, 1)[group + 1])
rows <- expand.grid(outcome = 1:5, cluster = seq_len(students) - 1)
level <- function(x) findInterval(x, c(-1, 0, 1.2)) + 1
theta <- ability[rows$cluster + 1]
rows$group <- group[rows$cluster + 1]
rows$first <- level(theta + rnorm(nrow(rows)))
rows$second <- level(theta + 0.5 + rnorm(nrow(rows)))
one <- rows[rows$outcome == 1, ]

step <- function(r) sign(r$second - r$first)
clustered <- function(x, cluster) {
  g <- tapply(x - mean(x), cluster, sum)
  c(mean(x), sqrt(length(g) / (length(g) - 1) * sum(g^2)) / length(x))
}
net <- function(r) {
  up <- mean(step(r) > 0); down <- mean(step(r) < 0); d <- up - down; n <- nrow(r)
  adj <- c((up * n + 1) / (n + 2), (down * n + 1) / (n + 2)); centre <- adj[1] - adj[2]
  reach <- qnorm(0.975) * sqrt((sum(adj) - centre^2) / (n + 2))
  list(up = up, down = down, d = d, se = sqrt((up + down - d^2) / n), lower = centre - reach, upper = centre + reach)
}
tests <- function(r) {
  t <- table(factor(r$first, 1:4), factor(r$second, 1:4))
  m <- mh_test(as.table(unname(t)))
  list(chiSquare = unname(statistic(m)), p = as.numeric(pvalue(m)))
}
g <- escalc(measure = "SMCR", m1i = mean(one$second), m2i = mean(one$first), sd1i = sd(one$first), ni = nrow(one), ri = cor(one$first, one$second))

# The standardised gap as a weighted sum of regression coefficients, errors by cluster from the residuals' scores
gap <- function(r) {
  r$step <- step(r)
  cells <- with(r, table(factor(first, 1:4), group))
  ok <- cells[, 1] > 0 & cells[, 2] > 0
  w <- rowSums(cells) * ok; w <- w / sum(w)
  mean_at <- with(r, tapply(step, list(factor(first, 1:4), group), mean))
  estimate <- sum(w[ok] * (mean_at[ok, 2] - mean_at[ok, 1]))
  score <- with(r, ifelse(group == 1, 1, -1) * w[first] * (step - mean_at[cbind(first, group + 1)]) / cells[cbind(first, group + 1)])
  sums <- tapply(score, r$cluster, sum)
  G <- length(sums)
  c(estimate, sqrt(G / (G - 1) * sum(sums^2)))
}

write_reference("movement",
  list(rows = rows[, c("cluster", "group", "outcome", "first", "second")]),
  list(
    one = net(one), clustered = clustered(step(rows), rows$cluster),
    marginal = tests(one), hedges = c(as.numeric(g$yi), sqrt(g$vi)),
    gap = gap(rows), gapOne = gap(one),
    ends = lapply(0:1, function(k) { r <- one[one$group == k, ]; list(
      floor = mean(r$first == 1), ceiling = mean(r$first == 4), headroom = mean((4 - r$first) / 3), se = sd((4 - r$first) / 3) / sqrt(nrow(r)),
      wilson = as.numeric(prop.test(sum(r$first == 4), nrow(r), correct = FALSE)$conf.int)) })
  ))
