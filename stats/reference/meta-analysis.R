# metafor::rma on the BCG trials, on organisations that agree (REML of nought), and on simulated ones.
source("write.R")
suppressPackageStartupMessages(library(metafor))
d <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
set.seed(9)
s <- data.frame(yi = round(rnorm(15, 0.3, 0.25), 4), vi = round(runif(15, 0.005, 0.08), 4))
alike <- data.frame(yi = c(0.31, 0.28, 0.33, 0.30, 0.27), vi = c(0.02, 0.05, 0.03, 0.01, 0.04))
value <- function(d) {
  fit <- rma(yi, vi, data = d, test = "knha", control = list(threshold = 1e-12, maxiter = 1000))
  wald <- rma(yi, vi, data = d, control = list(threshold = 1e-12, maxiter = 1000))
  dl <- rma(yi, vi, data = d, method = "DL")
  p <- predict(fit)
  list(estimate = as.numeric(fit$beta), se = fit$se, ci = c(fit$ci.lb, fit$ci.ub), tau2 = fit$tau2, i2 = fit$I2, q = fit$QE, qp = fit$QEp,
       prediction = c(p$pi.lb, p$pi.ub), waldSe = wald$se, waldCi = c(wald$ci.lb, wald$ci.ub), dl = dl$tau2, weights = unname(weights(fit)) / 100)
}
input <- list(bcg = list(estimate = as.numeric(d$yi), variance = as.numeric(d$vi)),
              simulated = list(estimate = s$yi, variance = s$vi), alike = list(estimate = alike$yi, variance = alike$vi))
write_reference("meta-analysis", input, list(bcg = value(d), simulated = value(s), alike = value(alike)))
