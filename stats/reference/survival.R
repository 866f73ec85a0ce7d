# survival::survfit and survdiff on MASS::gehan and on simulated leaving in three groups; glm for the discrete-time hazard.
source("write.R")
suppressPackageStartupMessages({ library(survival); library(MASS) })

curve <- function(time, event) {
  fit <- summary(survfit(Surv(time, event) ~ 1, conf.type = "log-log"), censored = TRUE)
  whole <- survfit(Surv(time, event) ~ 1, conf.type = "log-log")
  list(time = fit$time, atRisk = fit$n.risk, left = fit$n.event, survival = fit$surv, se = fit$std.err,
       lower = fit$lower, upper = fit$upper, median = unname(quantile(whole, 0.5)))
}
test <- function(time, event, group) {
  fit <- survdiff(Surv(time, event) ~ group)
  list(chisq = fit$chisq, p = pchisq(fit$chisq, length(fit$n) - 1, lower.tail = FALSE), observed = unname(fit$obs), expected = unname(fit$exp))
}
g <- data.frame(time = gehan$time, event = gehan$cens, group = as.character(gehan$treat))

set.seed(11)
n <- 400
s <- data.frame(group = sample(c("a", "b", "c"), n, TRUE, c(0.5, 0.3, 0.2)))
hazard <- plogis(-2.4 + 0.5 * (s$group == "b") - 0.4 * (s$group == "c"))
leaves <- rgeom(n, hazard) + 1
ends <- sample(2:8, n, TRUE)
s$time <- pmin(leaves, ends)
s$event <- as.integer(leaves <= ends)

long <- do.call(rbind, lapply(seq_len(n), function(i)
  data.frame(term = seq_len(s$time[i]), group = s$group[i], left = as.integer(seq_len(s$time[i]) == s$time[i] & s$event[i] == 1))))
long <- long[ave(long$left, long$term, FUN = sum) > 0, ]
main <- glm(left ~ factor(term) + group, binomial, long, epsilon = 1e-14)
both <- glm(left ~ factor(term) * group, binomial, long, epsilon = 1e-14, maxit = 100)
k <- summary(main)$coefficients

write_reference("survival",
  list(gehan = as.list(g), simulated = as.list(s)),
  list(
    gehan = list(treated = with(g[g$group == "6-MP", ], curve(time, event)), control = with(g[g$group == "control", ], curve(time, event)),
                 test = test(g$time, g$event, g$group)),
    simulated = list(all = curve(s$time, s$event), test = test(s$time, s$event, s$group)),
    hazard = list(names = rownames(k), estimates = unname(k[, 1]), se = unname(k[, 2]), deviance = deviance(main),
                  logLik = as.numeric(logLik(main)), interaction = deviance(main) - deviance(both),
                  interactionDf = df.residual(main) - df.residual(both))
  ))
