source("write.R")
suppressMessages({ library(psych); library(lavaan); library(mvtnorm) })

set.seed(20260303)
n <- 180
loading <- c(0.8, 0.7, 0.6, 0.75, 0.4, 0.5)
factor <- rnorm(n)
x <- sapply(seq_along(loading), function(k) {
  y <- loading[k] * factor + sqrt(1 - loading[k]^2) * rnorm(n)
  findInterval(y, list(c(-1, 0, 1), c(-1.5, -0.4, 0.6), c(-0.5, 0.3, 1.4), c(-1, 0.1, 0.9), c(-0.8, 0, 1.1), c(-1.2, -0.5, 0.2))[[k]]) + 1
})
colnames(x) <- paste0("o", 1:6)

a <- suppressWarnings(psych::alpha(x, check.keys = FALSE))
feldt <- alpha.ci(a$total$raw_alpha, n.obs = n, n.var = 6)

model <- "f =~ NA*o1 + l1*o1 + l2*o2 + l3*o3 + l4*o4 + l5*o5 + l6*o6
f ~~ 1*f
o1 ~~ p1*o1
o2 ~~ p2*o2
o3 ~~ p3*o3
o4 ~~ p4*o4
o5 ~~ p5*o5
o6 ~~ p6*o6
omega := (l1+l2+l3+l4+l5+l6)^2 / ((l1+l2+l3+l4+l5+l6)^2 + p1+p2+p3+p4+p5+p6)"
# divisor n - 1 as ours ("wishart" likelihood), information times n - 1
fit <- cfa(model, data = as.data.frame(x), likelihood = "wishart", control = list(rel.tol = 1e-11))
e <- parameterEstimates(fit)
omega <- e[e$label == "omega", ]

cdf <- function(x, y, r) {
  if (x == -Inf || y == -Inf) return(0)
  if (x == Inf) return(pnorm(y))
  if (y == Inf) return(pnorm(x))
  as.numeric(pmvnorm(upper = c(x, y), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-15)))
}

# Olsson's two steps, with rectangles to 15 digits and a search to 1e-12: polycor and psych stop near 1e-5
poly <- function(t) {
  cuts <- function(m) qnorm(cumsum(m)[-length(m)] / sum(m))
  a <- c(-Inf, cuts(rowSums(t)), Inf); b <- c(-Inf, cuts(colSums(t)), Inf)
  like <- function(r) {
    s <- 0
    for (i in seq_len(nrow(t))) for (j in seq_len(ncol(t))) {
      p <- cdf(a[i + 1], b[j + 1], r) - cdf(a[i], b[j + 1], r) - cdf(a[i + 1], b[j], r) + cdf(a[i], b[j], r)
      s <- s + t[i, j] * log(p)
    }
    s
  }
  # the maximum of a likelihood is known to half its digits only: the root of its slope to more
  slope <- function(r, h = 1e-4) (8 * (like(r + h) - like(r - h)) - (like(r + 2 * h) - like(r - 2 * h))) / (12 * h)
  o <- optimize(like, c(-0.99, 0.99), maximum = TRUE, tol = 1e-6)$maximum
  uniroot(slope, o + c(-1e-3, 1e-3), tol = 1e-13)$root
}
tables <- combn(6, 2, function(p) table(factor(x[, p[1]], 1:4), factor(x[, p[2]], 1:4)), simplify = FALSE)
correlations <- diag(6)
correlations[lower.tri(correlations)] <- sapply(tables, poly)
correlations <- correlations + t(correlations) - diag(6)
check <- suppressMessages(polychoric(x, correct = 0)$rho)
stopifnot(max(abs(check - correlations)) < 1e-3)

bivariate <- expand.grid(x = c(-3, -1, 0, 0.4, 2), y = c(-2, -0.3, 1.5), r = c(-0.999, -0.95, -0.6, -0.1, 0, 0.3, 0.8, 0.93, 0.99))

write_reference("consistency",
  list(x = unname(x), bivariate = bivariate),
  list(
    covariance = unname(cov(x)),
    cronbach = list(alpha = a$total$raw_alpha, lower = feldt$lower.ci, upper = feldt$upper.ci, meanCorrelation = a$total$average_r,
                    withTheRest = a$item.stats$r.drop, alphaWithout = a$alpha.drop$raw_alpha),
    omega = list(omega = omega$est, se = omega$se, loadings = e$est[e$op == "=~"], uniquenesses = e$est[e$op == "~~" & e$lhs != "f"]),
    polychoric = correlations,
    ordinalAlpha = 6 / 5 * (1 - 6 / sum(correlations)),
    bivariate = apply(bivariate, 1, function(b) cdf(b[["x"]], b[["y"]], b[["r"]]))
  ))
