source("write.R")
suppressMessages({ library(lme4); library(clubSandwich) })

set.seed(20260304)
assessor <- rep(0:11, times = c(4, 6, 6, 8, 9, 9, 12, 12, 12, 3, 6, 9))
n <- length(assessor)
reference <- sample(1:4, n, TRUE)
day <- sample(c(0, 90, 180, 365), n, TRUE)
tendency <- rnorm(12, 0.1, 0.5)[assessor + 1]
given <- pmin(4, pmax(1, round(reference + tendency + 0.6 * day / 365.25 + rnorm(n, 0, 0.6))))
scores <- data.frame(assessor, reference, given, day)

fit <- lmer(I(given - reference) ~ 1 + (1 | assessor), control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12)))
# the error of a whole tendency: that of mean and effect together, from Henderson's equations
sigma2 <- sigma(fit)^2; tau2 <- as.numeric(VarCorr(fit)$assessor)
Z <- model.matrix(~ 0 + factor(assessor)); X <- rep(1, n)
C <- solve(rbind(cbind(sum(X), t(X) %*% Z), cbind(t(Z) %*% X, crossprod(Z) + diag(12) * sigma2 / tau2)) / sigma2)
se <- sapply(1:12, function(k) sqrt(C[1, 1] + C[k + 1, k + 1] + 2 * C[1, k + 1]))

within <- function(x) x - ave(x, assessor)
line <- lm(within(given - reference) ~ within(day / 365.25))
test <- coef_test(line, vcov = "CR2", cluster = assessor)

write_reference("calibration", list(scores = scores), list(
  mean = unname(fixef(fit)), meanSe = sqrt(vcov(fit)[1, 1]), between = sqrt(tau2), within = sqrt(sigma2),
  shrunk = coef(fit)$assessor[, 1], se = se, deviance = REMLcrit(fit),
  drift = list(estimate = test$beta[2], se = test$SE[2], df = test$df_Satt[2])
))
