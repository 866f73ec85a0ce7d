# clubSandwich on lm: CR1 ("CR1S" is Stata's, with the factor for coefficients) and CR2 with Satterthwaite's degrees of freedom.
source("write.R")
suppressPackageStartupMessages(library(clubSandwich))
set.seed(5)
sizes <- c(3, 5, 8, 12, 20, 4, 30, 9)
d <- data.frame(cluster = rep(paste0("m", seq_along(sizes)), sizes))
g <- as.integer(factor(d$cluster))
d$dose <- round(rnorm(nrow(d)) + rnorm(8)[g], 3)
d$treated <- as.integer(g <= 3)
d$y <- round(0.4 * d$dose + 0.3 * d$treated + rnorm(8, sd = 0.6)[g] + rnorm(nrow(d)), 3)
fit <- lm(y ~ dose + treated, d)
cr2 <- coef_test(fit, vcov = "CR2", cluster = d$cluster, test = "Satterthwaite")
cr1 <- sqrt(diag(vcovCR(fit, d$cluster, "CR1S")))
# a cluster that alone tells one coefficient
d$only <- as.integer(g == 4)
alone <- lm(y ~ dose + only, d)
a2 <- coef_test(alone, vcov = "CR2", cluster = d$cluster, test = "Satterthwaite")

# what was received: two doses that go together, and their collinearity
d$other <- round(0.8 * d$dose + rnorm(nrow(d), sd = 0.5), 3)
sv <- sqrt(eigen(cor(d[c("dose", "other")]))$values)
both <- lm(y ~ dose + other, d)
b2 <- coef_test(both, vcov = "CR2", cluster = d$cluster, test = "Satterthwaite")
value <- function(fit, t) list(estimates = unname(coef(fit)), se = t$SE, df = t$df_Satt, p = t$p_Satt, sigma = sigma(fit))
write_reference("clustered-linear", as.list(d),
  list(main = c(value(fit, cr2), list(cr1 = unname(cr1))), alone = value(alone, a2),
       dosage = c(value(both, b2), list(vif = 1 / (1 - cor(d$dose, d$other)^2), condition = max(sv) / min(sv), correlation = cor(d$dose, d$other)))))
